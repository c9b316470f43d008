/*
 * events.json: the meetings of the window, for web pages.  dialogue-feeds(7)
 * describes its members, which stay what they are.
 */
#include "base/pool.h"
#include "write/entry.h"
#include "write/feed_title.h"
#include "write/jsonparts.h"
#include "write/writer.h"
#include "base/banned.h"

enum { SHAPE = 1 };

/* Both ends in universal time; null for days, which are none. */
static void put_moments(struct json *json, const struct sitting *sitting)
{
	if (sitting != NULL && sitting->zone != NULL)
		jsonparts_put_instant(json, "start_utc",
			zone_instant(sitting->zone, &sitting->start));
	else
		json_text(json, "start_utc", NULL);
	if (sitting != NULL && sitting->zone != NULL &&
		sitting->end.precision == WHEN_CLOCK)
		jsonparts_put_instant(json, "end_utc",
			zone_instant(sitting->zone, &sitting->end));
	else
		json_text(json, "end_utc", NULL);
}

static void put_sittings(struct json *json, const struct event *event)
{
	json_open(json, "sittings", '[');
	for (size_t i = 0; i < event->sitting_count; i++) {
		const struct sitting *sitting = &event->sittings[i];

		json_open(json, NULL, '{');
		json_text(json, "uid", sitting->uid);
		json_text(json, "id", sitting->id);
		jsonparts_put_when(json, "start", &sitting->start);
		jsonparts_put_when(json, "end", sitting_end(sitting));
		json_text(json, "zone", sitting->zone_name);
		put_moments(json, sitting);
		json_close(json);
	}
	json_close(json);
}

static void put_bodies(struct json *json, const struct view *view)
{
	json_open(json, "bodies", '[');
	for (size_t i = 0; i < view->body_count; i++) {
		json_open(json, NULL, '{');
		json_text(json, "party", view->bodies[i].party_code);
		json_text(json, "name", view->bodies[i].name.text);
		json_text(json, "language", view->bodies[i].name.language);
		json_close(json);
	}
	json_close(json);
}

static void put_topics(struct json *json, const struct view *view)
{
	const struct event *event = view->event;

	json_open(json, "topics", '[');
	for (size_t i = 0; i < event->topic_count; i++) {
		json_open(json, NULL, '{');
		json_text(json, "term", event->topics[i]->term);
		json_text(json, "label",
			publisher_choose(view->publisher,
				&event->topics[i]->labels, view->language)
				.text);
		json_close(json);
	}
	json_close(json);
}

/* Free words, with their language: all of a list are of one. */
static void put_list(struct json *json, const char *name,
	const struct word_list *list, const char *language)
{
	json_open(json, name, '[');
	for (size_t i = 0; i < list->count; i++) {
		json_open(json, NULL, '{');
		json_text(json, "text", list->items[i]);
		json_text(json, "language", language);
		json_close(json);
	}
	json_close(json);
}

static void put_lists(struct json *json, const struct view *view)
{
	put_list(json, "discussed", view->discussed, view->discussed_language);
	put_list(json, "outcome", view->outcomes, view->outcomes_language);
}

static void put_part(struct json *json, const struct view *part)
{
	struct buf title = BUF_INIT;

	view_put_title(&title, part);
	json_open(json, NULL, '{');
	json_text(json, "uid", part->event->uid);
	jsonparts_put_buf(json, "title", &title);
	json_text(json, "title_language", part->title.language);
	put_list(json, "discussed", part->discussed, part->discussed_language);
	json_close(json);
}

/* Meetings that belong to this one. */
static void put_parts(struct json *json, const struct view *view)
{
	const struct event *event = view->event;
	struct pool pool = POOL_INIT;

	json_open(json, "parts", '[');
	for (size_t i = 0; i < event->part_count; i++)
		if (!event->parts[i]->hidden)
			put_part(json,
				view_make(&pool, view->publisher,
					event->parts[i], view->language));
	json_close(json);
	pool_release(&pool);
}

static void put_links(struct json *json, const struct view *view)
{
	json_open(json, "links", '[');
	for (size_t i = 0; i < view->link_count; i++) {
		json_open(json, NULL, '{');
		json_text(json, "href", view->links[i].href);
		json_text(json, "label", view->links[i].label.text);
		json_close(json);
	}
	json_close(json);
}

/* As its entry has it. */
static void put_release(struct json *json, const struct view *view,
	const struct release *release)
{
	struct pool pool = POOL_INIT;
	struct fragment entry = {
		.view = view_of_release(&pool, view, release->id),
		.release = release};
	struct buf id = BUF_INIT;

	entry_put_shown_id(&id, entry.view, release->id);
	json_open(json, NULL, '{');
	jsonparts_put_buf(json, "id", &id);
	json_text(json, "release", release->id);
	jsonparts_put_date(json, "published", &release->published);
	json_text(json, "url", fragment_page(&entry));
	json_text(json, "status",
		release->status == RELEASE_WITHDRAWN ? "withdrawn"
						     : "published");
	json_close(json);
	pool_release(&pool);
}

static void put_releases(struct json *json, const struct view *view)
{
	const struct event *event = view->event;

	json_open(json, "releases", '[');
	for (size_t i = 0; i < event->release_count; i++)
		if (!event->releases[i].hidden)
			put_release(json, view, &event->releases[i]);
	json_close(json);
}

/* When it takes place, as printed: of some meetings no more is known. */
static void put_when(struct json *json, const struct view *view)
{
	json_text(json, "when", view->when.text);
	json_text(json, "when_language",
		view->when.text ? view->when.language : NULL);
}

/* Whose words these are; null for the publisher's own. */
static void put_source(struct json *json, const struct credit *credit)
{
	if (credit == NULL) {
		json_text(json, "source", NULL);
		return;
	}
	json_open(json, "source", '{');
	json_text(json, "publisher", credit->publisher);
	json_text(json, "href", credit->href);
	json_close(json);
}

static void put_event(struct buf *out, const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	const struct event *event = view->event;
	struct json json = {.out = out, .base = 2};
	struct when previous = event_previous(event);
	struct buf key = BUF_INIT, path = BUF_INIT;

	buf_printf(&key, "status.%s", status_name(event->status));
	json_open(&json, NULL, '{');
	jsonparts_put_event(&json, view,
		fragment->calendar_count > 0 ? fragment->calendars[0] : NULL);
	jsonparts_put_address(&json, "page", view->publisher, fragment->home);
	buf_printf(&path, "%s/%s", event->series->folder, event->folder);
	jsonparts_put_buf(&json, "path", &path);
	json_text(&json, "series_title",
		publisher_choose(
			view->publisher, &event->series->titles, view->language)
			.text);
	json_text(&json, "status_text", view_phrase(view, key.bytes));
	put_moments(&json, event->sitting_count > 0 ? event->sittings : NULL);
	put_sittings(&json, event);
	put_bodies(&json, view);
	put_topics(&json, view);
	put_lists(&json, view);
	put_parts(&json, view);
	json_text(&json, "summary", view->summary.text);
	json_text(&json, "summary_language",
		view->summary.text ? view->summary.language : NULL);
	jsonparts_put_translation(&json, view);
	put_source(&json, view->credit);
	put_when(&json, view);
	jsonparts_put_when(&json, "previous", &previous);
	put_links(&json, view);
	put_releases(&json, view);
	json_close(&json);
	buf_release(&key);
}

static void put_head(struct buf *out, const struct feed *feed)
{
	struct json json = {.out = out};
	struct buf title = BUF_INIT, home = BUF_INIT;

	feed_title_put(&title, feed);
	json_open(&json, NULL, '{');
	json_number(&json, "version", SHAPE);
	json_text(&json, "language", feed->language);
	jsonparts_put_buf(&json, "title", &title);
	feed_title_put_home(&home, feed);
	jsonparts_put_buf(&json, "home_page_url", &home);
	jsonparts_put_address(
		&json, "feed_url", feed->publisher, feed->address);
	jsonparts_put_address(
		&json, "calendar_url", feed->publisher, feed->calendar);
	json_open(&json, "events", '[');
	buf_putc(out, '\n');
}

const struct writer events_writer = {
	put_event, put_head, jsonparts_put_tail, ",\n"};
