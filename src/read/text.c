#include <stdbool.h>
#include <string.h>
#include "read/records.h"
#include "read/rest.h"
#include "base/banned.h"

static const struct shape title_shape = {"title", WORDS};
static const struct shape when_shape = {"when", WORDS};
static const struct shape place_shape = {"place", WORDS};
static const struct shape venue_shape = {"venue", WORDS};
static const struct shape summary_shape = {"summary", WORDS};
static const struct shape status_note_shape = {"status-note", WORDS};
static const struct shape notice_shape = {"notice", WORDS};
static const struct shape discussed_shape = {"discussed", WORDS};
static const struct shape outcome_shape = {"outcome", WORDS};

static const struct attribute_shape person_attributes[] = {
	{"ref", &value_id, REQUIRED}, {NULL}};
static const struct shape name_shape = {"name", WORDS};
static const struct shape role_shape = {"role", WORDS};
static const struct child_shape person_children[] = {
	{&name_shape, AT_MOST_ONCE},
	{&role_shape, AT_MOST_ONCE},
	{NULL},
};
static const struct shape person_shape = {
	"person", NO_WORDS, person_attributes, person_children, "ref"};

static const struct attribute_shape link_attributes[] = {
	{"href", &value_link, REQUIRED}, {NULL}};
static const struct shape link_shape = {
	"link", WORDS, link_attributes, NULL, "href"};

static const struct attribute_shape source_attributes[] = {
	{"publisher", &value_words, REQUIRED},
	{"href", &value_page, OPTIONAL},
	{"published", &value_moment, OPTIONAL},
	{"accessed", &value_moment, OPTIONAL},
	{NULL},
};
static const struct shape source_shape = {
	"source", NO_WORDS, source_attributes};

static const struct attribute_shape release_attributes[] = {
	{"ref", &value_id, OPTIONAL},
	{"href", &value_page, OPTIONAL},
	{"published", &value_moment, OPTIONAL},
	{"form", &value_form, OPTIONAL},
	{"atom-id", &value_iri, OPTIONAL},
	{"atom-updated", &value_moment, OPTIONAL},
	{NULL},
};
static const struct shape release_shape = {
	"release", PROSE, release_attributes, prose_shapes, "ref"};

static const struct attribute_shape attributes[] = {
	{"kind", &value_kind, OPTIONAL},
	{"of", &value_language, OPTIONAL},
	{"of-revision", &value_revision, OPTIONAL},
	{"revision", &value_revision, OPTIONAL},
	{"draft", &value_yes_no, OPTIONAL},
	{"not-before", &value_moment, OPTIONAL},
	{"xml:lang", &value_language, OPTIONAL},
	{NULL},
};

static const struct child_shape children[] = {
	{&title_shape, AT_MOST_ONCE},
	{&when_shape, AT_MOST_ONCE},
	{&place_shape, AT_MOST_ONCE},
	{&venue_shape, AT_MOST_ONCE},
	{&summary_shape, AT_MOST_ONCE},
	{&status_note_shape, AT_MOST_ONCE},
	{&notice_shape, AT_MOST_ONCE},
	{&person_shape, ANY},
	{&discussed_shape, ANY},
	{&outcome_shape, ANY},
	{&link_shape, ANY},
	{&source_shape, AT_MOST_ONCE},
	{&release_shape, ANY},
	{NULL},
};

const struct shape text_shape = {"text", NO_WORDS, attributes, children};

static void check_language(
	struct reader *reader, struct text *text, const struct element *element)
{
	const char *language = element_value(element, "xml:lang");
	const char *of = text->of;

	if (language != NULL && strcmp(language, text->language) != 0) {
		reader_error(reader, element_place(element, "xml:lang"),
			"xml:lang says '%s', the file's name says '%s'",
			language, text->language);
		diag_help(reader->diag, "leave xml:lang out; the name decides");
	}
	if (of != NULL && strcmp(of, text->language) == 0) {
		reader_error(reader, element_place(element, "of"),
			"a text cannot be translated from itself");
		diag_help(reader->diag,
			"write the language that it is translated "
			"from");
	}
}

static void check_kind(
	struct reader *reader, struct text *text, const struct element *element)
{
	int original = strcmp(text->kind, "original") == 0;

	if (original && element_value(element, "kind") == NULL &&
		text->of != NULL) {
		reader_error(reader, element_place(element, "of"),
			"a translation without a kind");
		diag_help(reader->diag,
			"add kind=\"official\", \"provisional\", "
			"\"abridged\", \"courtesy\", \"machine\" or "
			"\"digest\"");
	} else if (original && text->of != NULL) {
		reader_error(reader, element_place(element, "of"),
			"an original is not translated from anything");
		diag_help(
			reader->diag, "leave 'of' out, or write another kind");
	}
	if (text->of_revision != 0 && text->of == NULL) {
		reader_error(reader, element_place(element, "of-revision"),
			"a revision of nothing");
		diag_help(reader->diag,
			"add of=\"…\", the language translated from");
	}
}

static void check_title(
	struct reader *reader, struct text *text, const struct element *element)
{
	if (text->title != NULL && !text->draft &&
		words_are_to_come(text->title)) {
		reader_error(reader, element_child(element, "title")->at,
			"the title is still to be written");
		diag_help(reader->diag,
			"write it in place of %s, or add draft=\"yes\" to "
			"<text>",
			text->title);
	}
	if (text->title != NULL || reader->as_published ||
		strcmp(text->kind, "digest") == 0)
		return;
	/* The series' title can stand in, so the other words are not lost. */
	diag_error(reader->diag, element->at, "the text has no title");
	diag_help(reader->diag,
		"add <title>…</title>, as printed; only kind=\"digest\" "
		"does without");
}

static bool has_person(const struct event *event, const char *id)
{
	for (size_t i = 0; i < event->person_count; i++)
		if (event->persons[i].id != NULL &&
			strcmp(event->persons[i].id, id) == 0)
			return true;
	return false;
}

static void check_person_ref(struct reader *reader, const struct event *event,
	const struct element *element)
{
	const char *ref = element_value(element, "ref");
	struct nearest nearest;

	if (event == NULL || has_person(event, ref))
		return;
	nearest_begin(&nearest, ref);
	for (size_t i = 0; i < event->person_count; i++)
		if (event->persons[i].id != NULL)
			nearest_offer(&nearest, event->persons[i].id);
	reader_report_nobody(reader, element_place(element, "ref"), "person",
		&nearest, "add a <person> with this id to event.xml");
}

static void take_persons(struct reader *reader, struct text *text,
	const struct event *event, const struct element *element)
{
	text->persons = pool_alloc(&reader->site->pool,
		element_count(element, "person") * sizeof(*text->persons));
	for (const struct element *child = element_child(element, "person");
		child != NULL; child = element_again(child)) {
		struct person_words words = {
			.ref = take_value(reader, child, "ref"),
			.name = take_child(reader, child, "name"),
			.role = take_child(reader, child, "role"),
		};

		check_person_ref(reader, event, child);
		text->persons[text->person_count++] = words;
	}
}

static void take_links(
	struct reader *reader, struct text *text, const struct element *element)
{
	for (const struct element *child = element_child(element, "link");
		child != NULL; child = element_again(child)) {
		struct link_words words = {
			take_link(&reader->site->pool, child, "href"),
			take_words(reader, child)};

		text->links = pool_grow(&reader->site->pool, text->links,
			text->link_count, sizeof(words));
		text->links[text->link_count++] = words;
	}
}

static void take_credit(
	struct reader *reader, struct text *text, const struct element *element)
{
	const struct element *child = element_child(element, "source");
	struct credit *credit;

	if (child == NULL)
		return;
	credit = pool_alloc(&reader->site->pool, sizeof(*credit));
	text->credit = credit;
	credit->publisher = take_words_value(reader, child, "publisher");
	credit->href = take_link(&reader->site->pool, child, "href");
	credit->published = take_date(reader, child, "published", DAY_AS_NOON);
	credit->accessed = take_date(reader, child, "accessed", DAY_AS_NOON);
}

static void take_corrections(struct reader *reader,
	const struct element *element, struct release_words *words)
{
	for (const struct element *child = element_child(element, "correction");
		child != NULL; child = element_again(child)) {
		struct correction correction = {
			take_date(reader, child, "at", DAY_AS_NOON),
			take_words(reader, child)};

		words->corrections =
			pool_grow(&reader->site->pool, words->corrections,
				words->correction_count, sizeof(correction));
		words->corrections[words->correction_count++] = correction;
	}
}

static void check_release_ref(struct reader *reader, const struct event *event,
	const struct element *element, const char *ref)
{
	struct nearest nearest;

	if (event == NULL || event_release(event, ref) != NULL)
		return;
	nearest_begin(&nearest, ref);
	for (size_t i = 0; i < event->release_count; i++)
		nearest_offer(&nearest, event->releases[i].id);
	reader_report_nobody(reader, element_place(element, "ref"), "release",
		&nearest,
		event->release_count > 0
			? "write the id of a release of event.xml"
			: "add a <release> to event.xml");
}

static bool is_summary(const struct element *release)
{
	const char *form = element_value(release, "form");

	return form != NULL && strcmp(form, "summary") == 0;
}

static void take_releases(struct reader *reader, struct text *text,
	const struct event *event, const struct element *element)
{
	for (const struct element *child = element_child(element, "release");
		child != NULL; child = element_again(child)) {
		const char *ref = take_value(reader, child, "ref");
		struct release_words words = {
			.ref = ref ? ref : "release",
			.title = take_child(reader, child, "title"),
			.href = take_link(&reader->site->pool, child, "href"),
			.published = take_date(
				reader, child, "published", DAY_AS_NOON),
			.is_summary = is_summary(child),
			.atom_id = take_value(reader, child, "atom-id"),
			.at = element_place(child, "atom-id"),
			.updated = take_date(
				reader, child, "atom-updated", DAY_AS_NOON),
			.body = read_prose(reader, child),
		};

		check_release_ref(reader, event, child, words.ref);
		if (text_release(text, words.ref) != NULL) {
			reader_error(reader, child->at,
				"the release '%s' stands here twice",
				words.ref);
			diag_help(reader->diag,
				"keep one, or add ref=\"…\" with the id of "
				"another release");
		}
		take_corrections(reader, child, &words);
		text->releases = pool_grow(&reader->site->pool, text->releases,
			text->release_count, sizeof(words));
		text->releases[text->release_count++] = words;
	}
}

static void take_phrases(
	struct reader *reader, struct text *text, const struct element *element)
{
	text->title = take_child(reader, element, "title");
	text->when = take_child(reader, element, "when");
	text->place = take_child(reader, element, "place");
	text->venue = take_child(reader, element, "venue");
	text->summary = take_child(reader, element, "summary");
	text->status_note = take_child(reader, element, "status-note");
	text->notice = take_child(reader, element, "notice");
	text->discussed = take_list(reader, element, "discussed");
	text->outcomes = take_list(reader, element, "outcome");
}

struct text *take_text(struct reader *reader, const struct element *element,
	const char *path, const char *language, const struct event *event)
{
	struct text *text = pool_alloc(&reader->site->pool, sizeof(*text));
	const char *kind = take_value(reader, element, "kind");

	reader->failed = false;
	text->language = language;
	text->path = path;
	text->kind = kind ? kind : "original";
	text->of = take_value(reader, element, "of");
	text->of_revision = take_number(element, "of-revision", 0);
	text->revision = take_number(element, "revision", 1);
	text->draft = take_yes(element, "draft", 0);
	text->doubt_line = element->doubt_line;
	text->not_before =
		take_date(reader, element, "not-before", DAY_FROM_ITS_START);
	check_language(reader, text, element);
	check_kind(reader, text, element);
	take_phrases(reader, text, element);
	check_title(reader, text, element);
	take_persons(reader, text, event, element);
	take_links(reader, text, element);
	take_credit(reader, text, element);
	take_releases(reader, text, event, element);
	return reader->failed ? NULL : text;
}

/* Of which text, while what else is wrong with it is looked for. */
struct text_place {
	const char *path, *language;
	const struct event *event;
};

static void take_rest(
	struct reader *reader, const struct element *element, void *data)
{
	const struct text_place *place = data;

	take_text(reader, element, place->path, place->language, place->event);
}

struct text *read_text(struct reader *reader, const char *path,
	const char *language, const struct event *event)
{
	const struct element *element = reader_open(reader, path, &text_shape);

	if (element != NULL)
		return take_text(reader, element, path, language, event);
	rest_report(reader, &text_shape, take_rest,
		&(struct text_place){path, language, event});
	return NULL;
}
