#include "write/extension.h"

#include <stdbool.h>
#include <string.h>
#include "base/banned.h"

static void put_number(struct markup *markup, const char *name, int number)
{
	struct buf text = BUF_INIT;

	buf_put_number(&text, number, 1);
	markup_attribute(markup, name, number > 0 ? text.bytes : NULL);
	buf_release(&text);
}

static void put_when_attribute(
	struct markup *markup, const char *name, const struct when *when)
{
	struct buf text = BUF_INIT;

	when_put(&text, when);
	if (text.length > 0)
		markup_attribute(markup, name, text.bytes);
	buf_release(&text);
}

static void put_time(struct markup *markup, const char *name,
	const struct when *when, const char *zone)
{
	struct buf text = BUF_INIT;

	if (when->precision == WHEN_ABSENT)
		return;
	when_put(&text, when);
	markup_block(markup, name);
	markup_attribute(
		markup, "zone", when->precision == WHEN_CLOCK ? zone : NULL);
	markup_text(markup, text.bytes);
	markup_end(markup);
	buf_release(&text);
}

static void put_times(struct markup *markup, const struct event *event)
{
	const struct sitting *sitting = event->sittings;

	if (event->sitting_count == 0)
		return;
	put_time(markup, "d:start", &sitting->start, sitting->zone_name);
	put_time(markup, "d:end", sitting_end(sitting), sitting->zone_name);
}

static void put_place(struct markup *markup, const struct view *view)
{
	const struct place *place = &view->event->place;
	struct buf text = BUF_INIT;
	const char *language;

	view_put_place(&text, view, &language);
	if (text.length > 0 || place->country != NULL || place->mode != NULL) {
		markup_block(markup, "d:place");
		markup_attribute(markup, "xml:lang", language);
		markup_attribute(markup, "country", place->country);
		markup_attribute(markup, "mode", place->mode);
		markup_text(markup, text.bytes);
		markup_end(markup);
	}
	buf_release(&text);
}

static void put_words(
	struct markup *markup, const char *name, struct words words)
{
	if (words.text == NULL)
		return;
	markup_block(markup, name);
	markup_attribute(markup, "xml:lang", words.language);
	markup_text(markup, words.text);
	markup_end(markup);
}

/* "d:co-chair" and so on, numbered in the order of the record. */
static void put_persons(struct markup *markup, const struct view *view)
{
	for (size_t i = 0; i < view->person_count; i++) {
		const struct person_view *person = &view->persons[i];
		struct buf name = BUF_INIT;

		buf_printf(&name, "d:%s", person->person->as);
		markup_block(markup, name.bytes);
		put_number(markup, "order", (int)i + 1);
		markup_attribute(markup, "party", person->person->party);
		put_words(markup, "d:person", person->name);
		put_words(markup, "d:office", person->role);
		markup_end(markup);
		buf_release(&name);
	}
}

static void put_event(struct markup *markup, const struct view *view)
{
	const struct event *event = view->event;

	markup_block(markup, "d:event");
	markup_attribute(markup, "uid", event->uid);
	markup_attribute(markup, "status", status_name(event->status));
	put_number(markup, "number", event->number);
	put_times(markup, event);
	put_place(markup, view);
	put_persons(markup, view);
	markup_end(markup);
}

void extension_put_events(
	struct markup *markup, const struct fragment *fragment)
{
	put_event(markup, fragment->view);
	for (size_t i = 0; i < fragment->also_count; i++)
		put_event(markup, fragment->also[i]);
}

void extension_put_reference(struct markup *markup, const struct event *event)
{
	markup_block(markup, "d:event");
	markup_attribute(markup, "uid", event->uid);
	markup_end(markup);
}

void extension_put_release(
	struct markup *markup, const struct fragment *fragment)
{
	const struct release *release = fragment->release;
	bool is_withdrawn = release->status == RELEASE_WITHDRAWN;
	bool is_summary = view_is_summary(fragment->view, release->id);
	struct buf published = BUF_INIT;

	date_put(&published, &release->published);
	markup_block(markup, "d:release");
	markup_attribute(markup, "published", published.bytes);
	buf_release(&published);
	markup_attribute(
		markup, "status", is_withdrawn ? "withdrawn" : "published");
	markup_attribute(
		markup, "form", is_summary && !is_withdrawn ? "summary" : NULL);
	markup_end(markup);
}

void extension_put_translation(struct markup *markup, const struct view *view)
{
	const struct text *text = view->shown;
	struct words notice = view_notice(view);

	if (text == NULL)
		return;
	markup_block(markup, "d:translation");
	markup_attribute(markup, "kind", text->kind);
	markup_attribute(markup, "language", text->language);
	markup_attribute(markup, "of", text->of);
	put_number(markup, "of-revision", text->of_revision);
	put_number(markup, "revision", text->revision);
	markup_attribute(markup, "stale", view->stale ? "yes" : NULL);
	markup_attribute(
		markup, "xml:lang", notice.text ? notice.language : NULL);
	if (notice.text != NULL)
		markup_text(markup, notice.text);
	markup_end(markup);
}

void extension_put_change(
	struct markup *markup, const struct change_told *change)
{
	markup_block(markup, "d:change");
	markup_attribute(markup, "kind", change_kind_name(change->kind));
	put_when_attribute(markup, "from", &change->before);
	if (change->kind == CHANGE_MOVED)
		put_when_attribute(markup, "to", &change->after);
	if (change->release != NULL)
		markup_attribute(markup, "release", change->release->id);
	markup_end(markup);
}
