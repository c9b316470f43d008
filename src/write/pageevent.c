/*
 * The page of a meeting: everything that its record says.
 */
#include <stdbool.h>
#include <string.h>
#include "base/pool.h"
#include "model/fill.h"
#include "write/description_notes.h"
#include "write/description_releases.h"
#include "write/jsonld.h"
#include "write/page.h"
#include "write/pageevent.h"
#include "write/pagelist.h"
#include "write/pagesubjects.h"
#include "write/pagetime.h"
#include "write/writer.h"
#include "write/xhtml.h"
#include "base/banned.h"

static void put_title(struct markup *markup, const struct page *page)
{
	struct buf title = BUF_INIT;
	const char *language = page_put_title(&title, page);

	markup_block(markup, "h1");
	page_put_name(markup, page, language, title.bytes);
	markup_end(markup);
	buf_release(&title);
}

/* A translation always has a notice, which this goes with. */
static void put_original_language(
	struct markup *markup, const struct page *page)
{
	const struct text *shown = page->meeting->view->shown;
	struct buf line = BUF_INIT;

	if (shown == NULL || shown->of == NULL)
		return;
	fill_one(&line, page_phrase(page, "translated-from"), "language",
		language_name(page->publisher, shown->of, page->language));
	markup_block(markup, "p");
	page_end_line(markup, page, &line);
}

/* First of all the status, unless all is as planned. */
static void put_status(struct markup *markup, const struct page *page)
{
	const struct view *view = page->meeting->view;
	struct pool pool = POOL_INIT;
	struct description status = description_status(&pool, view);

	if (status.count > 0) {
		page_open(markup, "div", "notes");
		xhtml_put_description(markup, view, &status);
		markup_end(markup);
	}
	pool_release(&pool);
}

/* Then the notice, and that words of this language are missing. */
static void put_notes(struct markup *markup, const struct page *page)
{
	const struct view *view = page->meeting->view;
	struct pool pool = POOL_INIT;
	struct description words = description_words(&pool, view);

	if (words.count > 0) {
		page_open(markup, "div", "notice");
		xhtml_put_description(markup, view, &words);
		put_original_language(markup, page);
		markup_end(markup);
	}
	pool_release(&pool);
}

/* By other clocks, and what is not known; a day has neither. */
static void put_clocks(struct markup *markup, const struct page *page,
	const struct sitting *sitting)
{
	bool has_clocks = pagetime_has_utc(sitting) ||
		pagetime_has_capitals(page, sitting);
	bool is_open =
		sitting->zone != NULL && sitting->end.precision == WHEN_ABSENT;

	if (!has_clocks && !is_open)
		return;
	markup_block(markup, "dd");
	if (has_clocks) {
		page_open(markup, "ul", "clocks");
		pagetime_put_utc(markup, page, sitting);
		pagetime_put_capitals(markup, page, sitting);
		markup_end(markup);
	}
	if (is_open)
		page_put_phrase(markup, page, "p", "end-unknown");
	markup_end(markup);
}

/* What was postponed has no date; its notes name the one it had. */
static void put_when(struct markup *markup, const struct page *page)
{
	const struct view *view = page->meeting->view;
	const struct event *event = view->event;

	if (event->status == STATUS_POSTPONED ||
		(event->sitting_count == 0 && view->when.text == NULL))
		return;
	page_put_phrase(markup, page, "dt", "when");
	for (size_t i = 0; i < event->sitting_count; i++) {
		const struct sitting *sitting = &event->sittings[i];

		page_open(markup, "dd", "large");
		pagetime_put_sitting(markup, page, sitting);
		markup_end(markup);
		put_clocks(markup, page, sitting);
	}
	page_put_words(markup, page, "dd", view->when);
}

static void put_where(struct markup *markup, const struct page *page)
{
	const struct view *view = page->meeting->view;
	const struct place *place = &view->event->place;
	struct buf key = BUF_INIT;
	struct pool pool = POOL_INIT;
	struct runs where = {NULL, 0};

	runs_add_place(&pool, &where, view);
	if (where.count > 0 || place->mode != NULL)
		page_put_phrase(markup, page, "dt", "where");
	if (where.count == 1)
		page_put_words(markup, page, "dd", where.items[0]);
	if (where.count > 1) {
		markup_block(markup, "dd");
		page_put_runs(markup, page, &where);
		markup_end(markup);
	}
	if (place->mode != NULL &&
		(where.count == 0 || strcmp(place->mode, "online") != 0)) {
		buf_printf(&key, "mode.%s", place->mode);
		page_put_phrase(markup, page, "dd", key.bytes);
	}
	if (place->join != NULL) {
		page_put_phrase(markup, page, "dt", "join");
		pageevent_put_link(markup, "dd", place->join, place->join);
	}
	buf_release(&key);
	pool_release(&pool);
}

void pageevent_put_link(struct markup *markup, const char *around,
	const char *href, const char *text)
{
	markup_block(markup, around);
	markup_inline(markup, "a");
	markup_attribute(markup, "href", href);
	markup_text(markup, text);
	markup_end(markup);
	markup_end(markup);
}

/* To the ways to subscribe to the series, on its page. */
static void put_subscribe(struct markup *markup, const struct page *page)
{
	struct buf path = BUF_INIT;

	buf_printf(&path, "%s#subscribe", page_of_series(page)->path);
	page_open(markup, "dd", "add");
	markup_inline(markup, "a");
	page_put_href(markup, page, path.bytes);
	page_end_phrase(markup, page, "subscribe");
	markup_end(markup);
	buf_release(&path);
}

static void put_facts(struct markup *markup, const struct page *page)
{
	const struct meeting *meeting = page->meeting;

	page_open(markup, "dl", "facts");
	put_when(markup, page);
	put_where(markup, page);
	page_open(markup, "dt", "add");
	page_end_phrase(markup, page, "feed.calendar");
	if (meeting->calendar != NULL) {
		page_open(markup, "dd", "add");
		page_open_inline(markup, "a", "button");
		page_put_href(markup, page, meeting->calendar);
		page_end_phrase(markup, page, "page.add");
		markup_end(markup);
	}
	put_subscribe(markup, page);
	markup_end(markup);
}

static void put_words(struct markup *markup, const struct page *page,
	const char *heading, const struct word_list *list, const char *language)
{
	if (list->count == 0)
		return;
	page_put_phrase(markup, page, "h2", heading);
	markup_block(markup, "ul");
	for (size_t i = 0; i < list->count; i++)
		page_put_words(markup, page, "li",
			(struct words){language, list->items[i]});
	markup_end(markup);
}

static void put_topics(struct markup *markup, const struct page *page)
{
	const struct event *event = page->meeting->view->event;

	if (event->topic_count == 0)
		return;
	page_put_phrase(markup, page, "h2", "topics");
	page_open(markup, "ul", "topics");
	for (size_t i = 0; i < event->topic_count; i++)
		pagesubjects_put_topic(markup, page, "li", event->topics[i]);
	markup_end(markup);
}

/* Official page, then the words: "text/html" of what the feeds carry. */
static void put_release_words(struct markup *markup, const struct page *page,
	const struct view *owner, const struct release *release)
{
	struct pool pool = POOL_INIT;
	const struct view *view = view_of_release(&pool, owner, release->id);
	struct release_view shown = view_release(view, release->id);
	struct description part;

	if (view != owner) {
		part = description_notes(&pool, view);
		xhtml_put_description(markup, view, &part);
	}
	if (shown.words != NULL && shown.words->title != NULL)
		page_put_words(markup, page, "h3",
			(struct words){shown.language, shown.words->title});
	if (shown.words != NULL && shown.words->href != NULL) {
		markup_block(markup, "p");
		markup_inline(markup, "a");
		markup_attribute(markup, "href", shown.words->href);
		page_end_phrase(markup, page, "page.official");
		markup_end(markup);
	}
	part = description_releases_form(&pool, view, release);
	xhtml_put_description(markup, view, &part);
	if (shown.words != NULL && shown.words->body != NULL)
		xhtml_put_prose(
			markup, view, shown.words->body, shown.language);
	part = description_releases_corrections(&pool, view, release);
	xhtml_put_description(markup, view, &part);
	pool_release(&pool);
}

static void put_release(struct markup *markup, const struct page *page,
	const struct view *owner, const struct release *release)
{
	page_open(markup, "section", "release");
	page_put_phrase(markup, page, "h2", "release");
	if (release->mark != NULL)
		page_put_words(
			markup, page, "p", (struct words){"en", release->mark});
	if (release->status == RELEASE_WITHDRAWN) {
		page_put_phrase(markup, page, "p", "status.withdrawn");
	} else {
		pageevent_put_published(markup, page, release);
		put_release_words(markup, page, owner, release);
	}
	markup_end(markup);
}

/* Its own, then those of other meetings that cover this one too. */
static void put_releases(struct markup *markup, const struct page *page)
{
	const struct view *view = page->meeting->view;
	const struct event *event = view->event;
	struct pool pool = POOL_INIT;

	for (size_t i = 0; i < event->release_count; i++)
		if (!event->releases[i].hidden)
			put_release(markup, page, view, &event->releases[i]);
	for (size_t i = 0; i < event->shared_count; i++) {
		const struct shared_release *shared = &event->shared[i];

		if (shared->release != NULL && !shared->release->hidden &&
			!shared->owner->hidden)
			put_release(markup, page,
				view_make(&pool, page->publisher, shared->owner,
					page->language),
				shared->release);
	}
	pool_release(&pool);
}

static void put_neighbour(struct markup *markup, const struct page *page,
	int step, const char *relation, const char *key)
{
	const struct meeting *meeting = page_neighbour(page, step);

	if (meeting == NULL)
		return;
	page_open(markup, "p", relation);
	markup_inline(markup, "strong");
	page_end_phrase(markup, page, key);
	markup_text(markup, " ");
	pagelist_put_title(markup, page, meeting);
	if (meeting->status == STATUS_CANCELLED)
		pagelist_put_status(markup, page, meeting);
	markup_end(markup);
}

static void put_neighbours(struct markup *markup, const struct page *page)
{
	if (page_neighbour(page, -1) == NULL && page_neighbour(page, 1) == NULL)
		return;
	page_open(markup, "nav", "neighbours");
	markup_attribute(markup, "aria-label",
		publisher_choose(
			page->publisher, &page->series->titles, page->language)
			.text);
	put_neighbour(markup, page, -1, "previous", "previous");
	put_neighbour(markup, page, 1, "following", "next");
	markup_end(markup);
}

static void put_page(struct buf *out, const struct fragment *fragment)
{
	const struct page *page = fragment->page;
	const struct view *view = page->meeting->view;
	struct markup *markup = markup_new_html(out, 2);

	markup_block(markup, "main");
	markup_attribute(markup, "id", "content");
	put_title(markup, page);
	put_status(markup, page);
	put_notes(markup, page);
	page_put_words(markup, page, "p", view->summary);
	put_facts(markup, page);
	put_releases(markup, page);
	pageevent_put_people(markup, page);
	pageevent_put_bodies(markup, page);
	put_words(markup, page, view_discussed_label(view), view->discussed,
		view->discussed_language);
	put_words(markup, page, "outcome", view->outcomes,
		view->outcomes_language);
	put_topics(markup, page);
	pageevent_put_links(markup, page);
	pageevent_put_history(markup, page);
	put_neighbours(markup, page);
	markup_end(markup);
	jsonld_put(markup, page);
	markup_free(markup);
}

static void put_head(struct buf *out, const struct feed *feed)
{
	page_put_head(out, feed->page);
}

static void put_tail(struct buf *out, const struct feed *feed)
{
	page_put_tail(out, feed->page);
}

const struct writer event_page_writer = {put_page, put_head, put_tail, ""};
