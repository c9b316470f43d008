#include "cmd/skeleton.h"

#include <string.h>
#include "cmd/grammar.h"
#include "write/record.h"
#include "base/banned.h"

static const struct record_options plain;

/* The declaration, and which grammar the record follows. */
static struct markup *open_file(
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
	struct markup *markup = open_file(out, "series", "../");

	record_open_series(markup, &series);
	record_fill_series(markup, &series);
	markup_comment(markup,
		"Who meets, by their codes: <party code=\"JP\" "
		"zone=\"Asia/Tokyo\"/>");
	record_close_file(markup);
}

void skeleton_event(struct buf *out, const char *uid)
{
	const struct event event = {
		.uid = uid, .status = STATUS_SCHEDULED, .draft = 1};
	struct markup *markup = open_file(out, "event", "../../");

	markup_comment(markup,
		"Delete draft=\"yes\" to publish.  A missing fact is left "
		"out, never guessed.");
	record_open_event(markup, &event, &plain);
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

static void put_releases(struct markup *markup, const struct text *text)
{
	for (size_t i = 0; i < text->release_count; i++) {
		markup_block(markup, "release");
		if (strcmp(text->releases[i].ref, "release") != 0)
			markup_attribute(markup, "ref", text->releases[i].ref);
		if (text->releases[i].is_summary)
			markup_attribute(markup, "form", "summary");
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
	struct markup *markup = open_file(out, "text", "../../");

	if (original != NULL)
		put_translation(markup, original);
	else
		put_original(markup);
	record_close_file(markup);
}
