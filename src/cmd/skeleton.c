#include "cmd/skeleton.h"

#include <ctype.h>
#include <string.h>
#include "write/markup.h"
#include "base/banned.h"

static const char declaration[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

void skeleton_publisher(struct buf *out)
{
	buf_puts(out, declaration);
	buf_puts(out,
		"<!-- Who publishes.  base is the address at which feeds/ is "
		"served; authority a\n"
		"     domain of yours and a year in which it was: it never "
		"changes.  See\n"
		"     dialogue-feeds(5). -->\n"
		"<publisher base=\"https://dialogues.example.org/\" "
		"authority=\"dialogues.example.org,2026\"\n"
		"           zone=\"UTC\">\n"
		"  <language tag=\"en\"/>\n"
		"  <name xml:lang=\"en\">Official dialogues</name>\n"
		"</publisher>\n");
}

/* "cyber-dialogue" as "Cyber dialogue". */
static void put_title(struct buf *out, const char *folder)
{
	for (size_t i = 0; folder[i] != '\0'; i++) {
		char letter = folder[i] == '-' ? ' ' : folder[i];

		buf_putc(out,
			i == 0 ? (char)toupper((unsigned char)letter) : letter);
	}
}

void skeleton_series(
	struct buf *out, const struct publisher *publisher, const char *folder)
{
	buf_puts(out, declaration);
	buf_printf(out,
		"<series>\n"
		"  <title xml:lang=\"%s\">",
		publisher->languages[0]);
	put_title(out, folder);
	buf_puts(out,
		"</title>\n"
		"  <!-- Who meets, by their codes: <party code=\"JP\" "
		"zone=\"Asia/Tokyo\"/> -->\n"
		"</series>\n");
}

void skeleton_event(struct buf *out, const char *uid)
{
	buf_puts(out, declaration);
	buf_printf(out,
		"<!-- Delete draft=\"yes\" to publish.  A missing fact is left "
		"out, never guessed. -->\n"
		"<event uid=\"%s\" status=\"scheduled\" draft=\"yes\">\n"
		"  <!-- First and last day, <time start=\"2026-01-28\" "
		"end=\"2026-01-29\"/>, or hours:\n"
		"       <time start=\"2026-01-28T09:30\" "
		"end=\"2026-01-28T12:00\" zone=\"Europe/Brussels\"/>\n"
		"       Where: <place country=\"BE\"/>\n"
		"       Who: <person id=\"name\" party=\"JP\" "
		"as=\"co-chair\"/>\n"
		"       Its press release: <release "
		"published=\"2026-01-29\"/> -->\n"
		"</event>\n",
		uid);
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
		if (person->name != NULL)
			markup_element(markup, "name", person->name);
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
		markup_end(markup);
	}
}

static void put_words(struct markup *markup, const struct text *text)
{
	markup_element(markup, "title", text->title ? text->title : "…");
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
	struct buf revision = BUF_INIT;

	buf_printf(&revision, "%d", text->revision);
	markup_attribute(markup, "kind", "courtesy");
	markup_attribute(markup, "of", text->language);
	markup_attribute(markup, "of-revision", revision.bytes);
	markup_attribute(markup, "draft", "yes");
	markup_comment(markup,
		"Translate the title and what the comments say, each into an "
		"element of that name; delete draft=\"yes\" to publish.");
	put_words(markup, text);
	buf_release(&revision);
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
	struct markup *markup;

	buf_puts(out, declaration);
	markup = markup_new(out, 0);
	markup_block(markup, "text");
	if (original != NULL) {
		put_translation(markup, original);
	} else {
		markup_attribute(markup, "kind", "original");
		markup_attribute(markup, "draft", "yes");
		markup_comment(markup, "Delete draft=\"yes\" to publish.");
		markup_element(markup, "title", "…");
	}
	markup_end(markup);
	markup_free(markup);
}
