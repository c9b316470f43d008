#include <stdlib.h>
#include <string.h>
#include "model/phrases.h"
#include "read/records.h"
#include "read/rest.h"
#include "base/banned.h"

const struct attribute_shape in_language[] = {
	{"xml:lang", &value_language, REQUIRED}, {NULL}};
static const struct shape name_shape = {
	"name", WORDS, in_language, NULL, "xml:lang"};
static const struct shape description_shape = {
	"description", WORDS, in_language, NULL, "xml:lang"};
static const struct shape rights_shape = {
	"rights", WORDS, in_language, NULL, "xml:lang"};
static const struct shape label_shape = {
	"label", WORDS, in_language, NULL, "xml:lang"};

static const struct attribute_shape language_attributes[] = {
	{"tag", &value_language, REQUIRED},
	{"feeds", &value_yes_no, OPTIONAL},
	{NULL},
};
static const struct shape language_shape = {
	"language", NO_WORDS, language_attributes, NULL, "tag"};

static const struct attribute_shape link_only[] = {
	{"href", &value_link, REQUIRED}, {NULL}};
static const struct attribute_shape page_only[] = {
	{"href", &value_page, REQUIRED}, {NULL}};
static const struct shape contact_shape = {"contact", NO_WORDS, link_only};
static const struct shape licence_shape = {"licence", NO_WORDS, page_only};
static const struct shape logo_shape = {"logo", NO_WORDS, page_only};
static const struct shape hub_shape = {"hub", NO_WORDS, page_only};
static const struct attribute_shape body_only[] = {
	{"body", &value_words, REQUIRED}, {NULL}};
static const struct shape page_shape = {"page", NO_WORDS, body_only};

static const struct child_shape names_only[] = {
	{&name_shape, AT_LEAST_ONCE}, {NULL}};
static const struct attribute_shape party_attributes[] = {
	{"code", &value_party, REQUIRED}, {NULL}};
static const struct shape party_shape = {
	"party", NO_WORDS, party_attributes, names_only, "code"};

static const struct attribute_shape body_attributes[] = {
	{"id", &value_id, REQUIRED},
	{"party", &value_party, OPTIONAL},
	{NULL},
};
const struct shape body_shape = {
	"body", NO_WORDS, body_attributes, names_only, "id"};

static const struct child_shape labels_only[] = {
	{&label_shape, AT_LEAST_ONCE}, {NULL}};
static const struct shape foot_link_shape = {
	"link", NO_WORDS, page_only, labels_only, "href"};

static const struct attribute_shape topic_attributes[] = {
	{"term", &value_folder, REQUIRED}, {NULL}};
static const struct shape topic_shape = {
	"topic", NO_WORDS, topic_attributes, labels_only, "term"};

static const struct shape title_shape = {
	"title", WORDS, in_language, NULL, "xml:lang"};
static const struct shape party_ref_shape = {
	"party", NO_WORDS, party_attributes, NULL, "code"};
static const struct attribute_shape series_ref_attributes[] = {
	{"folder", &value_folder, REQUIRED}, {NULL}};
static const struct shape series_ref_shape = {
	"series", NO_WORDS, series_ref_attributes, NULL, "folder"};
static const struct attribute_shape selection_attributes[] = {
	{"id", &value_folder, REQUIRED}, {NULL}};
static const struct child_shape selection_children[] = {
	{&title_shape, AT_LEAST_ONCE},
	{&party_ref_shape, ANY},
	{&topic_ref_shape, ANY},
	{&series_ref_shape, ANY},
	{NULL},
};
static const struct shape selection_shape = {
	"selection", NO_WORDS, selection_attributes, selection_children, "id"};

static const struct attribute_shape notice_attributes[] = {
	{"kind", &value_kind, REQUIRED},
	{"xml:lang", &value_language, REQUIRED},
	{NULL},
};
static const struct shape notice_shape = {"notice", WORDS, notice_attributes};

static const struct attribute_shape phrase_attributes[] = {
	{"id", &value_phrase_id, REQUIRED},
	{"xml:lang", &value_language, REQUIRED},
	{NULL},
};
static const struct shape phrase_shape = {"phrase", WORDS, phrase_attributes};

static const struct attribute_shape attributes[] = {
	{"base", &value_page, REQUIRED},
	{"authority", &value_authority, REQUIRED},
	{"zone", &value_zone, OPTIONAL},
	{"window", &value_window, OPTIONAL},
	{"rich", &value_yes_no, OPTIONAL},
	{"cancelled", &value_cancelled, OPTIONAL},
	{"event-files", &value_event_files, OPTIONAL},
	{"pages", &value_yes_no, OPTIONAL},
	{NULL},
};

static const struct child_shape children[] = {
	{&language_shape, AT_LEAST_ONCE},
	{&name_shape, AT_LEAST_ONCE},
	{&description_shape, ANY},
	{&rights_shape, ANY},
	{&contact_shape, AT_MOST_ONCE},
	{&licence_shape, AT_MOST_ONCE},
	{&logo_shape, AT_MOST_ONCE},
	{&hub_shape, AT_MOST_ONCE},
	{&page_shape, AT_MOST_ONCE},
	{&foot_link_shape, ANY},
	{&party_shape, ANY},
	{&body_shape, ANY},
	{&topic_shape, ANY},
	{&selection_shape, ANY},
	{&notice_shape, ANY},
	{&phrase_shape, ANY},
	{NULL},
};

const struct shape publisher_shape = {
	"publisher", NO_WORDS, attributes, children};

static const char *take_child_link(
	struct reader *reader, const struct element *element, const char *name)
{
	const struct element *child = element_child(element, name);

	return child ? take_link(&reader->site->pool, child, "href") : NULL;
}

static void add_language(struct reader *reader, const char *tag)
{
	struct publisher *publisher = &reader->site->publisher;
	struct pool *pool = &reader->site->pool;
	size_t count = publisher->language_count++;

	publisher->languages = pool_grow(pool, publisher->languages, count,
		sizeof(*publisher->languages));
	publisher->catalogues = pool_grow(pool, publisher->catalogues, count,
		sizeof(*publisher->catalogues));
	publisher->languages[count] = tag;
	publisher->catalogues[count] = catalogue_for(tag);
}

static void add_stand_in(struct reader *reader, const char *tag)
{
	struct publisher *publisher = &reader->site->publisher;

	publisher->stand_ins = pool_grow(&reader->site->pool,
		publisher->stand_ins, publisher->stand_in_count, sizeof(tag));
	publisher->stand_ins[publisher->stand_in_count++] = tag;
}

static void take_languages(struct reader *reader, const struct element *element)
{
	for (const struct element *child = element_child(element, "language");
		child != NULL; child = element_again(child)) {
		const char *tag = take_value(reader, child, "tag");

		if (take_yes(child, "feeds", 1))
			add_language(reader, tag);
		else
			add_stand_in(reader, tag);
	}
	if (reader->site->publisher.language_count > 0 ||
		element_child(element, "language") == NULL)
		return;
	reader_error(reader, element_child(element, "language")->at,
		"there are feeds in no language");
	diag_help(reader->diag, "leave out feeds=\"no\" of one language");
}

static void take_foot_links(
	struct reader *reader, const struct element *element)
{
	struct publisher *publisher = &reader->site->publisher;
	struct pool *pool = &reader->site->pool;

	for (const struct element *child = element_child(element, "link");
		child != NULL; child = element_again(child)) {
		struct foot_link link = {take_link(pool, child, "href"),
			take_wordings(reader, child, "label")};

		publisher->foot_links = pool_grow(pool, publisher->foot_links,
			publisher->foot_link_count, sizeof(link));
		publisher->foot_links[publisher->foot_link_count++] = link;
	}
}

static void take_parties(struct reader *reader, const struct element *element)
{
	struct publisher *publisher = &reader->site->publisher;

	for (const struct element *child = element_child(element, "party");
		child != NULL; child = element_again(child)) {
		struct party party = {take_value(reader, child, "code"),
			take_wordings(reader, child, "name")};

		publisher->parties =
			pool_grow(&reader->site->pool, publisher->parties,
				publisher->party_count, sizeof(party));
		publisher->parties[publisher->party_count++] = party;
	}
}

struct body *take_bodies(
	struct reader *reader, const struct element *element, size_t *count)
{
	struct body *bodies = NULL;

	*count = 0;
	for (const struct element *child = element_child(element, "body");
		child != NULL; child = element_again(child)) {
		struct body body = {take_value(reader, child, "id"),
			take_value(reader, child, "party"),
			take_wordings(reader, child, "name")};

		reader_check_party(reader, child, "party");
		bodies = pool_grow(
			&reader->site->pool, bodies, *count, sizeof(body));
		bodies[(*count)++] = body;
	}
	return bodies;
}

static void take_topics(struct reader *reader, const struct element *element)
{
	struct publisher *publisher = &reader->site->publisher;

	for (const struct element *child = element_child(element, "topic");
		child != NULL; child = element_again(child)) {
		struct topic topic = {take_value(reader, child, "term"),
			take_wordings(reader, child, "label")};

		publisher->topics =
			pool_grow(&reader->site->pool, publisher->topics,
				publisher->topic_count, sizeof(topic));
		publisher->topics[publisher->topic_count++] = topic;
	}
}

static struct word_list take_names(struct reader *reader,
	const struct element *element, const char *name, const char *key)
{
	struct word_list list = {NULL, 0};

	for (const struct element *child = element_child(element, name);
		child != NULL; child = element_again(child)) {
		list.items = pool_grow(&reader->site->pool, list.items,
			list.count, sizeof(*list.items));
		list.items[list.count++] = take_value(reader, child, key);
	}
	return list;
}

/* A series may be on its way: this is no mistake that holds back anything. */
static void check_series(struct reader *reader, const struct element *element)
{
	const char *folder = element_value(element, "folder");
	const struct entry *entry = folder_find(reader->all, folder);
	struct nearest nearest;

	if (entry != NULL && entry->kind == ENTRY_FOLDER)
		return;
	nearest_begin(&nearest, folder);
	for (size_t i = 0; i < reader->all->count; i++)
		if (reader->all->entries[i].kind == ENTRY_FOLDER)
			nearest_offer(&nearest, reader->all->entries[i].name);
	diag_advice(reader->diag, element_place(element, "folder"),
		"there is no series '%s', so nothing of it is selected",
		folder);
	if (nearest.found != NULL)
		diag_help(reader->diag, "write %s", nearest.found);
	else
		diag_help(
			reader->diag, "write the name of a folder in events/");
}

/* What a selection is made of. */
static void check_selection(
	struct reader *reader, const struct element *element)
{
	size_t topic_count;

	for (const struct element *child = element_child(element, "party");
		child != NULL; child = element_again(child))
		reader_check_party(reader, child, "code");
	take_topic_refs(reader, element, &topic_count);
	for (const struct element *child = element_child(element, "series");
		child != NULL && reader->all != NULL;
		child = element_again(child))
		check_series(reader, child);
}

/* Behind parties and topics, which they name. */
static void take_selections(
	struct reader *reader, const struct element *element)
{
	struct publisher *publisher = &reader->site->publisher;

	for (const struct element *child = element_child(element, "selection");
		child != NULL; child = element_again(child)) {
		struct selection selection = {
			.as = {take_value(reader, child, "id"),
				take_wordings(reader, child, "title")},
			.parties = take_names(reader, child, "party", "code"),
			.topics = take_names(reader, child, "topic", "term"),
			.series = take_names(reader, child, "series", "folder"),
		};

		check_selection(reader, child);
		publisher->selections =
			pool_grow(&reader->site->pool, publisher->selections,
				publisher->selection_count, sizeof(selection));
		publisher->selections[publisher->selection_count++] = selection;
	}
}

static int is_said(
	const struct saying *sayings, size_t count, const struct saying *saying)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(sayings[i].key, saying->key) == 0 &&
			strcmp(sayings[i].words.language,
				saying->words.language) == 0)
			return 1;
	return 0;
}

/* Notices by their kind, phrases by their id. */
static struct saying *take_sayings(struct reader *reader,
	const struct element *element, const char *name, const char *key,
	size_t *count)
{
	struct saying *sayings = NULL;
	size_t said = 0;

	for (const struct element *child = element_child(element, name);
		child != NULL; child = element_again(child)) {
		struct saying saying = {take_value(reader, child, key),
			{take_value(reader, child, "xml:lang"),
				take_words(reader, child)}};

		if (is_said(sayings, said, &saying)) {
			reader_error(reader, child->at,
				"a second '%s' for '%s' in '%s'", name,
				saying.key, saying.words.language);
			diag_help(reader->diag, "keep one");
		}
		sayings = pool_grow(
			&reader->site->pool, sayings, said, sizeof(saying));
		sayings[said++] = saying;
	}
	*count = said;
	return sayings;
}

/* "P2Y", "P24M", "P90D"; two years when not given. */
static struct window take_window(const struct element *element)
{
	const char *at = element_value(element, "window");
	struct window window = {24, 0};

	if (at == NULL)
		return window;
	window.months = 0;
	for (at++; *at != '\0'; at++) {
		char *unit;
		int number = (int)strtol(at, &unit, 10);

		if (*unit == 'Y')
			window.months += 12 * number;
		else if (*unit == 'M')
			window.months += number;
		else
			window.days += number;
		at = unit;
	}
	return window;
}

/* The base with a slash at its end, so that paths can be put behind it. */
static const char *take_base(
	struct reader *reader, const struct element *element)
{
	const char *base = take_link(&reader->site->pool, element, "base");
	size_t length = base ? strlen(base) : 0;

	if (length == 0)
		return base;
	if (strpbrk(base, "?#") != NULL) {
		reader_error(reader, element_place(element, "base"),
			"base: feeds cannot be served behind '?' or '#'");
		diag_help(reader->diag,
			"write the address of the folder, "
			"such as https://example.org/");
	}
	return pool_printf(&reader->site->pool, "%s%s", base,
		base[length - 1] == '/' ? "" : "/");
}

static void take_options(struct reader *reader, const struct element *element)
{
	struct publisher *publisher = &reader->site->publisher;
	const char *zone = element_value(element, "zone");
	const char *files = element_value(element, "event-files");
	const char *cancelled = element_value(element, "cancelled");

	publisher->zone = reader_zone(reader, zone ? zone : "UTC");
	publisher->window = take_window(element);
	publisher->rich = take_yes(element, "rich", 0);
	publisher->pages = take_yes(element, "pages", 1);
	publisher->cancelled_visible =
		cancelled != NULL && strcmp(cancelled, "visible") == 0;
	publisher->event_files = EVENT_FILES_AUTO;
	if (files != NULL && strcmp(files, "yes") == 0)
		publisher->event_files = EVENT_FILES_YES;
	if (files != NULL && strcmp(files, "no") == 0)
		publisher->event_files = EVENT_FILES_NO;
}

int take_publisher(struct reader *reader, const struct element *element)
{
	struct publisher *publisher = &reader->site->publisher;

	reader->failed = false;
	publisher->base = take_base(reader, element);
	publisher->authority = take_value(reader, element, "authority");
	take_options(reader, element);
	take_languages(reader, element);
	publisher->names = take_wordings(reader, element, "name");
	publisher->descriptions = take_wordings(reader, element, "description");
	publisher->rights = take_wordings(reader, element, "rights");
	publisher->contact = take_child_link(reader, element, "contact");
	publisher->licence = take_child_link(reader, element, "licence");
	publisher->logo = take_child_link(reader, element, "logo");
	publisher->hub = take_child_link(reader, element, "hub");
	if (element_child(element, "page") != NULL)
		publisher->page_body = take_value(
			reader, element_child(element, "page"), "body");
	take_foot_links(reader, element);
	take_parties(reader, element);
	publisher->bodies =
		take_bodies(reader, element, &publisher->body_count);
	take_topics(reader, element);
	take_selections(reader, element);
	publisher->notices = take_sayings(
		reader, element, "notice", "kind", &publisher->notice_count);
	publisher->phrases = take_sayings(
		reader, element, "phrase", "id", &publisher->phrase_count);
	return reader->failed ? -1 : 0;
}

/* Nothing of it is used. */
static void take_rest(
	struct reader *reader, const struct element *element, void *data)
{
	struct publisher publisher = reader->site->publisher;

	(void)data;
	take_publisher(reader, element);
	reader->site->publisher = publisher;
}

int read_publisher(struct reader *reader, const char *path)
{
	const struct element *element =
		reader_open(reader, path, &publisher_shape);

	/* Whatever happens, the other records can be read. */
	reader->site->publisher.zone = zone_find("UTC");
	if (element != NULL)
		return take_publisher(reader, element);
	rest_report(reader, &publisher_shape, take_rest, NULL);
	return -1;
}
