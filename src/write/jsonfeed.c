/*
 * JSON Feed 1.1: the newest releases, as in Atom.
 */
#include <string.h>
#include "write/entry.h"
#include "write/feed_title.h"
#include "write/jsonparts.h"
#include "write/writer.h"
#include "write/xhtml.h"
#include "base/banned.h"

/* Calendars of the event and of others stand in one list. */
static const char *calendar_of(
	const struct fragment *fragment, const struct event *event)
{
	for (size_t i = 0; i < fragment->calendar_count; i++) {
		struct buf path = BUF_INIT;
		bool is_its;

		buf_printf(&path, "%s/%s/%s.ics", fragment->language,
			event->series->folder, event->folder);
		is_its = strcmp(path.bytes, fragment->calendars[i]) == 0;
		buf_release(&path);
		if (is_its)
			return fragment->calendars[i];
	}
	return NULL;
}

static void put_author(struct json *json, const char *name, const char *address)
{
	json_open(json, "authors", '[');
	json_open(json, NULL, '{');
	json_text(json, "name", name);
	if (address != NULL)
		json_text(json, "url", address);
	json_close(json);
	json_close(json);
}

static void put_publisher(struct json *json, const struct publisher *publisher,
	const char *language)
{
	put_author(json,
		publisher_choose(publisher, &publisher->names, language).text,
		publisher->contact ? publisher->contact : publisher->base);
}

/* The same div as in Atom, as HTML. */
static void put_content(struct json *json, const struct fragment *fragment)
{
	struct buf html = BUF_INIT;
	struct markup *markup = markup_new(&html, 0);

	entry_put_content(markup, fragment);
	markup_free(markup);
	jsonparts_put_buf(json, "content_html", &html);
}

static void put_tags(
	struct json *json, const struct view *view, bool is_withdrawn)
{
	const struct event *event = view->event;
	struct buf key = BUF_INIT;

	json_open(json, "tags", '[');
	if (is_withdrawn) {
		json_text(json, NULL, view_phrase(view, "changed.withdrawn"));
		json_close(json);
		return;
	}
	for (size_t i = 0; i < event->topic_count; i++)
		json_text(json, NULL,
			publisher_choose(view->publisher,
				&event->topics[i]->labels, view->language)
				.text);
	if (view->shown != NULL) {
		buf_printf(&key, "kind.%s", view->shown->kind);
		json_text(json, NULL, view_phrase(view, key.bytes));
		buf_release(&key);
	}
	json_close(json);
}

static void put_event(struct json *json, const struct fragment *fragment,
	const struct view *view)
{
	json_open(json, NULL, '{');
	jsonparts_put_event(json, view, calendar_of(fragment, view->event));
	json_close(json);
}

/* What readers do not know, for programs that do. */
static void put_dialogue(struct json *json, const struct fragment *fragment)
{
	const struct release *release = fragment->release;
	bool is_withdrawn = release->status == RELEASE_WITHDRAWN;

	json_open(json, "_dialogue", '{');
	json_open(json, "release", '{');
	json_text(json, "id", release->id);
	jsonparts_put_date(json, "published", &release->published);
	json_text(json, "status", is_withdrawn ? "withdrawn" : "published");
	json_text(json, "form",
		!is_withdrawn && view_is_summary(fragment->view, release->id)
			? "summary"
			: "text");
	json_close(json);
	if (is_withdrawn)
		json_text(json, "translation", NULL);
	else
		jsonparts_put_translation(json, fragment->view);
	json_open(json, "events", '[');
	if (!is_withdrawn)
		put_event(json, fragment, fragment->view);
	for (size_t i = 0; i < fragment->also_count && !is_withdrawn; i++)
		put_event(json, fragment, fragment->also[i]);
	json_close(json);
	json_close(json);
}

static void put_item(struct buf *out, const struct fragment *fragment)
{
	struct json json = {.out = out, .base = 2};
	const struct view *view = fragment->view;
	const struct credit *credit = view->credit;
	struct buf title = BUF_INIT, summary = BUF_INIT, page = BUF_INIT;
	const char *language;

	fragment_put_entry_title(&title, fragment);
	entry_put_summary(&summary, fragment, &language);
	fragment_put_page(&page, fragment);
	json_open(&json, NULL, '{');
	json_text(&json, "id", fragment->id);
	if (page.length > 0)
		json_text(&json, "url", page.bytes);
	jsonparts_put_buf(&json, "title", &title);
	put_content(&json, fragment);
	jsonparts_put_buf(&json, "summary", &summary);
	jsonparts_put_instant(&json, "date_published", fragment->published);
	jsonparts_put_instant(&json, "date_modified", fragment->updated);
	if (credit != NULL)
		put_author(&json, credit->publisher, credit->href);
	else
		put_publisher(&json, view->publisher, view->language);
	put_tags(&json, view, fragment->release->status == RELEASE_WITHDRAWN);
	json_text(&json, "language", fragment->language);
	put_dialogue(&json, fragment);
	json_close(&json);
	buf_release(&page);
}

static void put_hub(struct json *json, const char *hub)
{
	if (hub == NULL)
		return;
	json_open(json, "hubs", '[');
	json_open(json, NULL, '{');
	json_text(json, "type", "WebSub");
	json_text(json, "url", hub);
	json_close(json);
	json_close(json);
}

static void put_head(struct buf *out, const struct feed *feed)
{
	const struct publisher *publisher = feed->publisher;
	struct json json = {.out = out};
	struct buf title = BUF_INIT, description = BUF_INIT;
	struct buf home = BUF_INIT;

	feed_title_put_home(&home, feed);
	feed_title_put(&title, feed);
	feed_title_put_description(&description, feed);
	json_open(&json, NULL, '{');
	json_text(&json, "version", "https://jsonfeed.org/version/1.1");
	jsonparts_put_buf(&json, "title", &title);
	jsonparts_put_buf(&json, "home_page_url", &home);
	jsonparts_put_address(&json, "feed_url", publisher, feed->address);
	jsonparts_put_buf(&json, "description", &description);
	json_text(&json, "language", feed->language);
	if (publisher->logo != NULL)
		json_text(&json, "icon", publisher->logo);
	put_publisher(&json, publisher, feed->language);
	put_hub(&json, publisher->hub);
	json_open(&json, "items", '[');
	buf_putc(out, '\n');
}

const struct writer json_feed_writer = {
	put_item, put_head, jsonparts_put_tail, ",\n"};
