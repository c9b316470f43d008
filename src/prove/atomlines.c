#include "prove/atomlines.h"

#include <stdbool.h>
#include <string.h>
#include "prove/lines.h"
#include "prove/words.h"
#include "base/banned.h"

/* Words that are not in the language around them say in which they are. */
static void expect_words(struct buf *out, const char *name, struct words words)
{
	lines_put_words(out, name, "xml:lang", words);
}

static void expect_instant(struct buf *out, const char *name, instant at)
{
	lines_put(out, name, "");
	instant_put_rfc3339(out, at);
}

static void expect_number(struct buf *out, const char *name, int number)
{
	if (number <= 0)
		return;
	lines_attribute(out, name, "");
	buf_put_number(out, number, 1);
}

static void expect_when(
	struct buf *out, const char *name, const struct when *when)
{
	if (when->precision == WHEN_ABSENT)
		return;
	lines_attribute(out, name, "");
	when_put(out, when);
}

static void expect_title(struct buf *out, const struct fragment *fragment)
{
	struct buf title = BUF_INIT;
	const char *language = fragment_put_entry_title(&title, fragment);

	if (language != NULL && strcmp(language, fragment->view->language) == 0)
		language = NULL;
	expect_words(out, "title", (struct words){language, title.bytes});
	buf_release(&title);
}

static void put_person(struct buf *out, const char *name, const char *address)
{
	lines_begin(out, "author");
	lines_put(out, "name", name);
	if (address == NULL)
		return;
	if (strncmp(address, "mailto:", 7) != 0) {
		lines_put(out, "uri", address);
		return;
	}
	lines_put(out, "email", "");
	buf_put(out, address + 7, strcspn(address + 7, "?"));
}

void atomlines_put_publisher(struct buf *out, const struct publisher *publisher,
	const char *language)
{
	put_person(out,
		publisher_choose(publisher, &publisher->names, language).text,
		publisher->contact ? publisher->contact : publisher->base);
}

/* Whoever wrote the words; of a change, the publisher. */
static void expect_author(struct buf *out, const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	const struct credit *credit = view->credit;

	if (credit != NULL && fragment->change == NULL)
		put_person(out, credit->publisher, credit->href);
	else
		atomlines_put_publisher(out, view->publisher, view->language);
}

void atomlines_put_link(struct buf *out, const char *relation, const char *type,
	const char *language, const char *address)
{
	lines_begin(out, "link");
	lines_attribute(out, "rel", relation);
	lines_attribute(out, "type", type);
	lines_attribute(out, "hreflang", language);
	lines_attribute(out, "href", address);
}

/* The same for a file below feeds/. */
static void expect_file(struct buf *out, const struct fragment *fragment,
	const char *relation, const char *type, const char *path)
{
	atomlines_put_link(out, relation, type, fragment->language,
		fragment->view->publisher->base);
	buf_puts(out, path);
}

/* The pages of the other languages; returns whether there are any. */
static bool expect_pages(struct buf *out, const struct fragment *fragment)
{
	const struct event *event = fragment->view->event;
	bool has_any = false;

	for (size_t i = 0; i < event->text_count; i++) {
		const struct text *text = event->texts[i];
		const char *page = text_page(text, fragment->release->id);

		if (page == NULL || text == fragment_leading_text(fragment))
			continue;
		atomlines_put_link(
			out, "alternate", "text/html", text->language, page);
		has_any = true;
	}
	return has_any;
}

static bool is_other(const char *address, const char *known)
{
	return known == NULL || strcmp(address, known) != 0;
}

/* Where the words come from: the original, and whose they are. */
static void expect_origins(struct buf *out, const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	const char *own = fragment_page(fragment);
	const char *of = view->shown ? view->shown->of : NULL;
	const char *from = of
		? text_page(event_text(view->event, of), fragment->release->id)
		: NULL;
	const char *source = view->credit ? view->credit->href : NULL;

	if (from != NULL && is_other(from, own))
		atomlines_put_link(out, "via", "text/html", of, from);
	if (source != NULL && is_other(source, own) && is_other(source, from))
		atomlines_put_link(out, "via", "text/html", NULL, source);
}

/*
 * Readers take the first alternate or the last one: both are the own page.
 * Between them stands what is related: our page, where the own one is another,
 * and the calendars.
 */
static void expect_links(struct buf *out, const struct fragment *fragment)
{
	const struct text *own = fragment_leading_text(fragment);
	struct buf page = BUF_INIT;
	bool has_others;

	fragment_put_page(&page, fragment);
	if (page.length > 0)
		atomlines_put_link(out, "alternate", "text/html",
			own ? own->language : fragment->language, page.bytes);
	has_others = expect_pages(out, fragment);
	expect_origins(out, fragment);
	if (fragment->home != NULL && own != NULL)
		expect_file(
			out, fragment, "related", "text/html", fragment->home);
	for (size_t i = 0; i < fragment->calendar_count; i++)
		expect_file(out, fragment, "related", "text/calendar",
			fragment->calendars[i]);
	if (has_others)
		atomlines_put_link(
			out, "alternate", "text/html", NULL, page.bytes);
	buf_release(&page);
}

/* A change has one thing to open. */
static void expect_change_link(struct buf *out, const struct fragment *fragment)
{
	struct buf page = BUF_INIT;

	fragment_put_page(&page, fragment);
	if (page.length > 0)
		atomlines_put_link(
			out, "alternate", "text/html", NULL, page.bytes);
	else if (fragment->calendar_count > 0)
		expect_file(out, fragment, "alternate", "text/calendar",
			fragment->calendars[0]);
	buf_release(&page);
}

static void expect_category(struct buf *out, const struct view *view,
	const char *scheme, const char *term, struct words label)
{
	lines_begin(out, "category");
	lines_attribute(out, "term", term);
	lines_attribute(out, "scheme", "tag:");
	buf_printf(out, "%s:%s", view->publisher->authority, scheme);
	lines_attribute(out, "label", label.text);
	if (strcmp(label.language, view->language) != 0)
		lines_attribute(out, "xml:lang", label.language);
}

static void expect_topics(struct buf *out, const struct view *view)
{
	const struct event *event = view->event;

	for (size_t i = 0; i < event->topic_count; i++)
		expect_category(out, view, "topic", event->topics[i]->term,
			publisher_choose(view->publisher,
				&event->topics[i]->labels, view->language));
}

/* "kind.provisional", "changed.moved" */
static void expect_kind(struct buf *out, const struct view *view,
	const char *scheme, const char *group, const char *kind)
{
	struct buf key = BUF_INIT;

	buf_printf(&key, "%s.%s", group, kind);
	expect_category(out, view, scheme, kind,
		publisher_words(view->publisher, view->language, key.bytes));
	buf_release(&key);
}

/* Subjects, and one more: the kind of text or of change. */
static void expect_categories(struct buf *out, const struct fragment *fragment)
{
	const struct view *view = fragment->view;

	if (fragment_is_withdrawn(fragment)) {
		expect_kind(out, view, "translation", "changed", "withdrawn");
		return;
	}
	if (fragment->change != NULL)
		expect_kind(out, view, "change", "changed",
			change_kind_name(fragment->change->kind));
	expect_topics(out, view);
	if (fragment->change == NULL && view->shown != NULL)
		expect_kind(
			out, view, "translation", "kind", view->shown->kind);
}

static void expect_time(struct buf *out, const char *name,
	const struct sitting *sitting, const struct when *when)
{
	if (when->precision == WHEN_ABSENT)
		return;
	lines_begin(out, name);
	if (when->precision == WHEN_CLOCK)
		lines_attribute(out, "zone", sitting->zone_name);
	lines_text(out, "");
	when_put(out, when);
}

static void expect_place(struct buf *out, const struct view *view)
{
	const struct place *place = &view->event->place;
	struct buf text = BUF_INIT;
	const char *language;

	view_put_place(&text, view, &language);
	if (text.length > 0 || place->country != NULL || place->mode != NULL) {
		lines_begin(out, "d:place");
		lines_attribute(out, "xml:lang", language);
		lines_attribute(out, "country", place->country);
		lines_attribute(out, "mode", place->mode);
		lines_text(out, text.length > 0 ? text.bytes : NULL);
	}
	buf_release(&text);
}

static void expect_persons(struct buf *out, const struct view *view)
{
	for (size_t i = 0; i < view->person_count; i++) {
		const struct person_view *person = &view->persons[i];

		lines_begin(out, "d:");
		buf_puts(out, person->person->as);
		expect_number(out, "order", (int)i + 1);
		lines_attribute(out, "party", person->person->party);
		expect_words(out, "d:person", person->name);
		expect_words(out, "d:office", person->role);
	}
}

/* The meeting as data. */
static void expect_event(struct buf *out, const struct view *view)
{
	const struct event *event = view->event;

	lines_begin(out, "d:event");
	lines_attribute(out, "uid", event->uid);
	lines_attribute(out, "status", status_name(event->status));
	expect_number(out, "number", event->number);
	if (event->sitting_count > 0) {
		const struct sitting *sitting = event->sittings;
		bool is_day = sitting->end.precision == WHEN_ABSENT &&
			sitting->start.precision == WHEN_DAY;

		expect_time(out, "d:start", sitting, &sitting->start);
		expect_time(out, "d:end", sitting,
			is_day ? &sitting->start : &sitting->end);
	}
	expect_place(out, view);
	expect_persons(out, view);
}

static void expect_release(struct buf *out, const struct fragment *fragment)
{
	const struct release *release = fragment->release;
	const struct release_words *words =
		view_release(fragment->view, release->id).words;
	bool is_withdrawn = fragment_is_withdrawn(fragment);

	lines_begin(out, "d:release");
	lines_attribute(out, "published", "");
	date_put(out, &release->published);
	lines_attribute(
		out, "status", is_withdrawn ? "withdrawn" : "published");
	if (words != NULL && words->is_summary && !is_withdrawn)
		lines_attribute(out, "form", "summary");
}

static void expect_translation(struct buf *out, const struct view *view)
{
	const struct text *text = view->shown;
	struct words notice = view_notice(view);

	if (text == NULL)
		return;
	lines_begin(out, "d:translation");
	lines_attribute(out, "kind", text->kind);
	lines_attribute(out, "language", text->language);
	lines_attribute(out, "of", text->of);
	expect_number(out, "of-revision", text->of_revision);
	expect_number(out, "revision", text->revision);
	lines_attribute(out, "stale", view->stale ? "yes" : NULL);
	if (notice.text != NULL)
		lines_attribute(out, "xml:lang", notice.language);
	lines_text(out, notice.text);
}

static void expect_change(struct buf *out, const struct fragment *fragment)
{
	const struct change_told *change = fragment->change;

	lines_begin(out, "d:change");
	lines_attribute(out, "kind", change_kind_name(change->kind));
	expect_when(out, "from", &change->before);
	if (change->kind == CHANGE_MOVED)
		expect_when(out, "to", &change->after);
	if (change->release != NULL)
		lines_attribute(out, "release", change->release->id);
	lines_begin(out, "d:event");
	lines_attribute(out, "uid", fragment->view->event->uid);
}

static void expect_data(struct buf *out, const struct fragment *fragment)
{
	if (fragment->change != NULL) {
		expect_change(out, fragment);
		return;
	}
	if (!fragment_is_withdrawn(fragment)) {
		expect_event(out, fragment->view);
		for (size_t i = 0; i < fragment->also_count; i++)
			expect_event(out, fragment->also[i]);
	}
	expect_release(out, fragment);
	if (!fragment_is_withdrawn(fragment))
		expect_translation(out, fragment->view);
}

static void expect_tombstone(struct buf *out, const struct fragment *fragment)
{
	lines_begin(out, "at:deleted-entry");
	lines_attribute(out, "ref", fragment->id);
	lines_attribute(out, "when", "");
	instant_put_rfc3339(out, fragment->updated);
}

void atomlines_expect(struct buf *out, const struct fragment *fragment)
{
	if (fragment->is_tombstone) {
		expect_tombstone(out, fragment);
		return;
	}
	lines_begin(out, "entry");
	lines_attribute(out, "xml:lang", fragment->language);
	lines_put(out, "id", fragment->id);
	expect_title(out, fragment);
	expect_author(out, fragment);
	expect_instant(out, "published", fragment->published);
	expect_instant(out, "updated", fragment->updated);
	if (fragment->change != NULL)
		expect_change_link(out, fragment);
	else
		expect_links(out, fragment);
	expect_categories(out, fragment);
	lines_begin(out, "summary");
	lines_begin(out, "content");
	lines_attribute(out, "type", "xhtml");
	lines_attribute(out, "xml:lang", fragment->language);
	expect_data(out, fragment);
}
