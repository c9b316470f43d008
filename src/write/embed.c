/*
 * The next meetings for a page of somebody else: as JSON, which embed.js shows
 * in the looks of that page, and as HTML for a frame.
 */
#include "model/direction.h"
#include "write/dates.h"
#include "write/feed_title.h"
#include "write/jsonparts.h"
#include "write/page.h"
#include "write/pagelist.h"
#include "write/pagetime.h"
#include "write/writer.h"
#include "base/banned.h"

static const char *phrase(const struct feed *feed, const char *key)
{
	return publisher_phrase(feed->publisher, feed->language, key);
}

static void put_date(struct json *json, const struct view *view,
	const struct meeting *meeting)
{
	const struct event *event = view->event;
	struct buf text = BUF_INIT, start = BUF_INIT;

	if (meeting_has_date(meeting)) {
		dates_put_sitting(&text, view->publisher, view->language,
			&event->sittings[0]);
		pagetime_put_start(&start, &event->sittings[0]);
	}
	jsonparts_put_buf(json, "start", &start);
	jsonparts_put_buf(json, "date", &text);
}

static void put_meeting(struct buf *out, const struct fragment *fragment)
{
	struct json json = {.out = out, .base = 2};
	const struct view *view = fragment->view;
	const struct meeting *meeting = fragment->meeting;
	struct buf place = BUF_INIT, key = BUF_INIT;
	const char *language;

	view_put_place(&place, view, &language);
	buf_printf(&key, "status.%s", status_name(meeting->status));
	json_open(&json, NULL, '{');
	json_text(&json, "title", meeting->title.text);
	json_text(&json, "title_language", meeting->title.language);
	put_date(&json, view, meeting);
	jsonparts_put_buf(&json, "place", &place);
	json_text(&json, "status", status_name(meeting->status));
	json_text(&json, "status_text", view_phrase(view, key.bytes));
	jsonparts_put_address(&json, "page", view->publisher, fragment->home);
	json_close(&json);
	buf_release(&key);
}

static void put_head(struct buf *out, const struct feed *feed)
{
	struct json json = {.out = out};
	struct buf title = BUF_INIT, home = BUF_INIT;

	feed_title_put(&title, feed);
	feed_title_put_home(&home, feed);
	json_open(&json, NULL, '{');
	json_text(&json, "language", feed->language);
	json_text(&json, "direction", direction_of(feed->language));
	jsonparts_put_buf(&json, "title", &title);
	jsonparts_put_buf(&json, "home_page_url", &home);
	json_text(&json, "heading", phrase(feed, "upcoming"));
	json_text(&json, "none", phrase(feed, "page.none-ahead"));
	json_open(&json, "events", '[');
	buf_putc(out, '\n');
}

const struct writer next_writer = {
	put_meeting, put_head, jsonparts_put_tail, ",\n"};

/* The page that has all of it. */
static void put_home(struct markup *markup, const struct page *page)
{
	struct buf path = BUF_INIT;

	if (page->subject != NULL)
		buf_puts(&path, page->subject->page);
	else
		buf_printf(&path, "%s/%s%sindex.html", page->language,
			page->series ? page->series->folder : "",
			page->series ? "/" : "");
	page_put_href(markup, page, path.bytes);
	buf_release(&path);
}

static void put_frame_head(struct buf *out, const struct feed *feed)
{
	const struct page *page = feed->page;
	struct buf title = BUF_INIT;
	const char *language = page_put_title(&title, page);
	struct markup *markup = page_begin_frame(out, page);

	markup_block(markup, "h1");
	markup_inline(markup, "a");
	put_home(markup, page);
	page_put_name(markup, page, language, title.bytes);
	markup_end(markup);
	markup_end(markup);
	if (feed->fragment_count == 0)
		page_put_phrase(markup, page, "p", "page.none-ahead");
	else
		page_open(markup, "ul", "meetings");
	markup_free(markup);
	buf_release(&title);
}

static void put_frame_tail(struct buf *out, const struct feed *feed)
{
	struct markup *markup = markup_new_html(out, 0);
	static const char *const open[] = {"html", "body", "main", "ul"};
	int count = feed->fragment_count > 0 ? 4 : 3;

	for (int i = 0; i < count; i++)
		markup_resume(markup, open[i]);
	for (int i = 0; i < count; i++)
		markup_end(markup);
	markup_free(markup);
}

const struct writer embed_writer = {
	pagelist_put_meeting, put_frame_head, put_frame_tail, ""};
