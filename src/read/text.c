#include <string.h>
#include "read/records.h"
#include "base/banned.h"

static const struct shape title_shape = {"title", WORDS, NULL, NULL, NULL};
static const struct shape when_shape = {"when", WORDS, NULL, NULL, NULL};
static const struct shape place_shape = {"place", WORDS, NULL, NULL, NULL};
static const struct shape venue_shape = {"venue", WORDS, NULL, NULL, NULL};
static const struct shape summary_shape = {"summary", WORDS, NULL, NULL, NULL};
static const struct shape status_note_shape = {
	"status-note", WORDS, NULL, NULL, NULL};
static const struct shape notice_shape = {"notice", WORDS, NULL, NULL, NULL};
static const struct shape discussed_shape = {
	"discussed", WORDS, NULL, NULL, NULL};
static const struct shape outcome_shape = {"outcome", WORDS, NULL, NULL, NULL};

static const struct attribute_shape person_attributes[] = {
	{"ref", &value_id, REQUIRED}, {NULL}};
static const struct shape name_shape = {"name", WORDS, NULL, NULL, NULL};
static const struct shape role_shape = {"role", WORDS, NULL, NULL, NULL};
static const struct child_shape person_children[] = {
	{&name_shape, AT_MOST_ONCE},
	{&role_shape, AT_MOST_ONCE},
	{NULL, ANY},
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
	"source", NO_WORDS, source_attributes, NULL, NULL};

static const struct attribute_shape release_attributes[] = {
	{"ref", &value_id, OPTIONAL},
	{"href", &value_page, OPTIONAL},
	{"published", &value_moment, OPTIONAL},
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
	{NULL, ANY},
};

static const struct shape text_shape = {
	"text", NO_WORDS, attributes, children, NULL};

/* A text while it is read; any complaint about it sets `failed`. */
struct text_reading {
	struct reader *reader;
	const struct event *event; /* NULL: its own record is bad */
	struct text *text;
	int failed;
};

static struct pool *pool_of(struct text_reading *reading)
{
	return &reading->reader->site->pool;
}

static void check_language(
	struct text_reading *reading, const struct element *element)
{
	struct diag *diag = reading->reader->diag;
	const char *language = element_value(element, "xml:lang");
	const char *of = reading->text->of;

	if (language != NULL &&
		strcmp(language, reading->text->language) != 0) {
		reading->failed = 1;
		diag_error(diag, element_place(element, "xml:lang"),
			"xml:lang says '%s', the file's name says '%s'",
			language, reading->text->language);
		diag_help(diag, "leave xml:lang out; the name decides");
	}
	if (of != NULL && strcmp(of, reading->text->language) == 0) {
		reading->failed = 1;
		diag_error(diag, element_place(element, "of"),
			"a text cannot be translated from itself");
		diag_help(diag,
			"write the language that it is translated "
			"from");
	}
}

static void check_kind(
	struct text_reading *reading, const struct element *element)
{
	struct diag *diag = reading->reader->diag;
	const struct text *text = reading->text;
	int original = strcmp(text->kind, "original") == 0;

	if (original && element_value(element, "kind") == NULL &&
		text->of != NULL) {
		reading->failed = 1;
		diag_error(diag, element_place(element, "of"),
			"a translation without a kind");
		diag_help(diag,
			"add kind=\"official\", \"provisional\", "
			"\"abridged\", \"courtesy\", \"machine\" or "
			"\"digest\"");
	} else if (original && text->of != NULL) {
		reading->failed = 1;
		diag_error(diag, element_place(element, "of"),
			"an original is not translated from anything");
		diag_help(diag, "leave 'of' out, or write another kind");
	}
	if (text->of_revision != 0 && text->of == NULL) {
		reading->failed = 1;
		diag_error(diag, element_place(element, "of-revision"),
			"a revision of nothing");
		diag_help(diag, "add of=\"…\", the language translated from");
	}
}

static void check_title(
	struct text_reading *reading, const struct element *element)
{
	struct diag *diag = reading->reader->diag;

	if (reading->text->title != NULL ||
		strcmp(reading->text->kind, "digest") == 0)
		return;
	/* The series' title can stand in, so the other words are not lost. */
	diag_error(diag, element->at, "the text has no title");
	diag_help(diag,
		"add <title>…</title>, as printed; only kind=\"digest\" "
		"does without");
}

static void check_person_ref(
	struct text_reading *reading, const struct element *element)
{
	const struct event *event = reading->event;
	const char *ref = element_value(element, "ref");
	struct nearest nearest;

	if (event == NULL)
		return;
	nearest_begin(&nearest, ref);
	for (size_t i = 0; i < event->person_count; i++) {
		if (event->persons[i].id == NULL)
			continue;
		if (strcmp(event->persons[i].id, ref) == 0)
			return;
		nearest_offer(&nearest, event->persons[i].id);
	}
	reading->failed = 1;
	reader_report_nobody(reading->reader, element_place(element, "ref"),
		"person", &nearest, "add a <person> with this id to event.xml");
}

static void take_persons(
	struct text_reading *reading, const struct element *element)
{
	struct text *text = reading->text;

	text->persons = pool_alloc(pool_of(reading),
		element_count(element, "person") * sizeof(*text->persons));
	for (const struct element *child = element_child(element, "person");
		child != NULL; child = element_again(child)) {
		struct person_words words = {
			.ref = take_value(reading->reader, child, "ref"),
			.name = take_child(reading->reader, child, "name"),
			.role = take_child(reading->reader, child, "role"),
		};

		check_person_ref(reading, child);
		text->persons[text->person_count++] = words;
	}
}

static void take_links(
	struct text_reading *reading, const struct element *element)
{
	struct text *text = reading->text;

	for (const struct element *child = element_child(element, "link");
		child != NULL; child = element_again(child)) {
		struct link_words words = {
			take_link(pool_of(reading), child, "href"),
			take_words(reading->reader, child)};

		text->links = pool_grow(pool_of(reading), text->links,
			text->link_count, sizeof(words));
		text->links[text->link_count++] = words;
	}
}

static void take_credit(
	struct text_reading *reading, const struct element *element)
{
	const struct element *child = element_child(element, "source");
	struct credit *credit;

	if (child == NULL)
		return;
	credit = pool_alloc(pool_of(reading), sizeof(*credit));
	reading->text->credit = credit;
	credit->publisher =
		take_words_value(reading->reader, child, "publisher");
	credit->href = take_link(pool_of(reading), child, "href");
	credit->published = take_date(reading->reader, child, "published",
		DAY_AS_NOON, &reading->failed);
	credit->accessed = take_date(reading->reader, child, "accessed",
		DAY_AS_NOON, &reading->failed);
}

static void take_corrections(struct text_reading *reading,
	const struct element *element, struct release_words *words)
{
	for (const struct element *child = element_child(element, "correction");
		child != NULL; child = element_again(child)) {
		struct correction correction = {
			take_date(reading->reader, child, "at", DAY_AS_NOON,
				&reading->failed),
			take_words(reading->reader, child)};

		words->corrections =
			pool_grow(pool_of(reading), words->corrections,
				words->correction_count, sizeof(correction));
		words->corrections[words->correction_count++] = correction;
	}
}

static void check_release_ref(struct text_reading *reading,
	const struct element *element, const char *ref)
{
	const struct event *event = reading->event;
	struct nearest nearest;

	if (event == NULL || event_release(event, ref) != NULL)
		return;
	nearest_begin(&nearest, ref);
	for (size_t i = 0; i < event->release_count; i++)
		nearest_offer(&nearest, event->releases[i].id);
	reading->failed = 1;
	reader_report_nobody(reading->reader, element_place(element, "ref"),
		"release", &nearest,
		event->release_count > 0
			? "write the id of a release of event.xml"
			: "add a <release> to event.xml");
}

static void take_releases(
	struct text_reading *reading, const struct element *element)
{
	struct text *text = reading->text;

	for (const struct element *child = element_child(element, "release");
		child != NULL; child = element_again(child)) {
		const char *ref = take_value(reading->reader, child, "ref");
		struct release_words words = {
			.ref = ref ? ref : "release",
			.href = take_link(pool_of(reading), child, "href"),
			.published = take_date(reading->reader, child,
				"published", DAY_AS_NOON, &reading->failed),
			.body = read_prose(reading->reader, child),
		};

		check_release_ref(reading, child, words.ref);
		if (text_release(text, words.ref) != NULL) {
			reading->failed = 1;
			diag_error(reading->reader->diag, child->at,
				"the release '%s' stands here twice",
				words.ref);
			diag_help(reading->reader->diag,
				"keep one, or add ref=\"…\" with the id of "
				"another release");
		}
		take_corrections(reading, child, &words);
		text->releases = pool_grow(pool_of(reading), text->releases,
			text->release_count, sizeof(words));
		text->releases[text->release_count++] = words;
	}
}

static void take_phrases(
	struct text_reading *reading, const struct element *element)
{
	struct reader *reader = reading->reader;
	struct text *text = reading->text;

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

struct text *read_text(struct reader *reader, const char *path,
	const char *language, const struct event *event)
{
	const struct element *element = reader_open(reader, path, &text_shape);
	struct text *text = pool_alloc(&reader->site->pool, sizeof(*text));
	struct text_reading reading = {reader, event, text, 0};
	const char *kind;

	if (element == NULL)
		return NULL;
	kind = take_value(reader, element, "kind");
	text->language = language;
	text->path = path;
	text->kind = kind ? kind : "original";
	text->of = take_value(reader, element, "of");
	text->of_revision = take_number(element, "of-revision", 0);
	text->revision = take_number(element, "revision", 1);
	text->draft = take_yes(element, "draft", 0);
	text->not_before = take_date(reader, element, "not-before",
		DAY_FROM_ITS_START, &reading.failed);
	check_language(&reading, element);
	check_kind(&reading, element);
	take_phrases(&reading, element);
	check_title(&reading, element);
	take_persons(&reading, element);
	take_links(&reading, element);
	take_credit(&reading, element);
	take_releases(&reading, element);
	return reading.failed ? NULL : text;
}
