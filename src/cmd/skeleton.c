#include "cmd/skeleton.h"

#include <string.h>
#include "cmd/grammar.h"
#include "write/record.h"
#include "base/banned.h"

static const struct record_options plain;

struct markup *skeleton_open(
	struct buf *out, const char *kind, const char *above)
{
	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	grammar_put_model(out, kind, above);
	return markup_new(out, 0);
}

void skeleton_publisher(struct buf *out)
{
	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	grammar_put_model(out, "publisher", "");
	buf_puts(out,
		"<!-- Who publishes.  base is the address at which feeds/ is "
		"served; authority a\n"
		"     domain of yours and a year in which it was: it never "
		"changes.  See\n"
		"     dialogue-feeds(5). -->\n"
		"<publisher base=\"https://dialogues.example.com/\" "
		"authority=\"dialogues.example.com,2026\"\n"
		"           zone=\"UTC\">\n"
		"  <language tag=\"en\"/>\n"
		"  <name xml:lang=\"en\">Official dialogues</name>\n"
		"</publisher>\n");
}

void skeleton_series(struct buf *out, const struct publisher *publisher)
{
	struct words words = {publisher->languages[0], WORDS_TO_COME};
	const struct series series = {.titles = {&words, 1}};
	struct markup *markup = skeleton_open(out, "series", "../");

	record_open_series(markup, &series);
	record_fill_series(markup, &series);
	markup_comment(markup,
		"Who meets, by their codes: <party code=\"JP\" "
		"zone=\"Asia/Tokyo\"/>");
	record_close_file(markup);
}

/* "place: Brussels (Belgium)", where the last session had one. */
static void put_last(struct markup *markup, const char *name, const char *words)
{
	struct buf comment = BUF_INIT;

	if (words == NULL)
		return;
	buf_printf(&comment, "last session: %s: %s", name, words);
	markup_comment(markup, comment.bytes);
	buf_release(&comment);
}

static void remark_event(
	const void *data, struct markup *markup, const char *what, size_t index)
{
	const struct event *last = data;

	(void)index;
	if (strcmp(what, "time") == 0)
		markup_comment(markup,
			"First and last day, <time start=\"2026-01-28\" "
			"end=\"2026-01-29\"/>, or hours:\n"
			"       <time start=\"2026-01-28T09:30\" "
			"end=\"2026-01-28T12:00\" zone=\"Europe/Brussels\"/>\n"
			"       Where: <place country=\"BE\"/>\n"
			"       Who: <person id=\"name\" party=\"JP\" "
			"as=\"co-chair\"/>\n"
			"       Its press release: <release "
			"published=\"2026-01-29\"/>");
	if (strcmp(what, "place") == 0 && last != NULL)
		put_last(markup, "country", last->place.country);
	if (strcmp(what, "person") == 0 && index == 0)
		markup_comment(
			markup, "Those of the last session: still right?");
}

void skeleton_event(
	struct buf *out, const struct event *event, const struct event *last)
{
	const struct record_options options = {
		.remark = remark_event, .data = last};
	struct markup *markup = skeleton_open(out, "event", "../../");

	markup_comment(markup,
		"Delete draft=\"yes\" to publish.  A missing fact is left "
		"out, never guessed.");
	record_open_event(markup, event, &options);
	record_fill_event(markup, event, &options);
	record_close_file(markup);
}

static void remark_text(
	const void *data, struct markup *markup, const char *what, size_t index)
{
	const struct text *last = data;

	(void)index;
	if (strcmp(what, "title") == 0)
		put_last(markup, "title", last->title);
	if (strcmp(what, "place") == 0) {
		put_last(markup, "place", last->place);
		put_last(markup, "venue", last->venue);
	}
}

void skeleton_next_text(
	struct buf *out, const struct event *event, const struct text *last)
{
	const struct text text = {.kind = last->kind,
		.of = last->of,
		.draft = 1,
		.title = WORDS_TO_COME,
		.persons = last->persons,
		.person_count = last->person_count};
	const struct record_options options = {
		.remark = remark_text, .data = last};
	struct markup *markup = skeleton_open(out, "text", "../../");

	record_open_text(markup, &text, &options);
	markup_comment(markup, "Delete draft=\"yes\" to publish.");
	record_fill_text(markup, &text, event, &options);
	record_close_file(markup);
}

/* An element to be filled in, with what another language says beside it. */
static void put_blank(
	struct markup *markup, const char *name, const char *original)
{
	struct buf comment = BUF_INIT;

	if (original == NULL)
		return;
	buf_printf(&comment, "%s: %s", name, original);
	markup_comment(markup, comment.bytes);
	buf_release(&comment);
}

static void put_persons(struct markup *markup, const struct text *text)
{
	for (size_t i = 0; i < text->person_count; i++) {
		const struct person_words *person = &text->persons[i];

		markup_block(markup, "person");
		markup_attribute(markup, "ref", person->ref);
		put_blank(markup, "name", person->name);
		put_blank(markup, "role", person->role);
		markup_end(markup);
	}
}

/* The words in a part of a body, one behind the other. */
static void put_prose_words(struct buf *out, const struct prose *node)
{
	if (node->text != NULL)
		buf_puts(out, node->text);
	for (const struct prose *child = node->first_child; child != NULL;
		child = child->next)
		put_prose_words(out, child);
}

static void put_prose(struct markup *markup, const struct prose *parent)
{
	struct buf words = BUF_INIT;

	for (const struct prose *block = parent->first_child; block != NULL;
		block = block->next) {
		const struct prose *inner = block->first_child;

		/* A list or a table: its items and rows. */
		if (inner != NULL && inner->name != NULL &&
			block->name != NULL && strcmp(block->name, "p") != 0 &&
			strcmp(block->name, "li") != 0 &&
			strcmp(block->name, "tr") != 0) {
			put_prose(markup, block);
			continue;
		}
		buf_cut(&words, 0);
		put_prose_words(&words, block);
		if (block->name != NULL &&
			strspn(words.bytes, " ") < words.length)
			put_blank(markup, block->name, words.bytes);
	}
	buf_release(&words);
}

static void put_releases(struct markup *markup, const struct text *text)
{
	for (size_t i = 0; i < text->release_count; i++) {
		markup_block(markup, "release");
		if (strcmp(text->releases[i].ref, "release") != 0)
			markup_attribute(markup, "ref", text->releases[i].ref);
		if (text->releases[i].is_summary)
			markup_attribute(markup, "form", "summary");
		if (text->releases[i].body != NULL)
			put_prose(markup, text->releases[i].body);
		markup_end(markup);
	}
}

static void put_words(struct markup *markup, const struct text *text)
{
	markup_element(markup, "title", WORDS_TO_COME);
	put_blank(markup, "title", text->title);
	put_blank(markup, "when", text->when);
	put_blank(markup, "place", text->place);
	put_blank(markup, "venue", text->venue);
	put_blank(markup, "summary", text->summary);
	put_blank(markup, "status-note", text->status_note);
	put_persons(markup, text);
	for (size_t i = 0; i < text->discussed.count; i++)
		put_blank(markup, "discussed", text->discussed.items[i]);
	for (size_t i = 0; i < text->outcomes.count; i++)
		put_blank(markup, "outcome", text->outcomes.items[i]);
	put_releases(markup, text);
}

static void put_translation(struct markup *markup, const struct text *text)
{
	const struct text blank = {.kind = "courtesy",
		.of = text->language,
		.of_revision = text->revision,
		.draft = 1};

	record_open_text(markup, &blank, &plain);
	markup_comment(markup,
		"Translate what the comments say, each into an element of that "
		"name; delete draft=\"yes\" to publish.");
	put_words(markup, text);
}

static void put_original(struct markup *markup)
{
	const struct text blank = {.kind = "original", .draft = 1};

	record_open_text(markup, &blank, &plain);
	markup_comment(markup, "Delete draft=\"yes\" to publish.");
	markup_element(markup, "title", WORDS_TO_COME);
}

/* The text to translate: the original, or the first there is. */
static const struct text *find_original(
	const struct event *event, const char *language)
{
	const struct text *found = NULL;

	for (size_t i = event->text_count; i > 0; i--) {
		const struct text *text = event->texts[i - 1];

		if (strcmp(text->language, language) != 0 &&
			(found == NULL ||
				strcmp(found->kind, "original") != 0 ||
				strcmp(text->kind, "original") == 0))
			found = text;
	}
	return found;
}

void skeleton_text(
	struct buf *out, const struct event *event, const char *language)
{
	const struct text *original = find_original(event, language);
	struct markup *markup = skeleton_open(out, "text", "../../");

	if (original != NULL)
		put_translation(markup, original);
	else
		put_original(markup);
	record_close_file(markup);
}
