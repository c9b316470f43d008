#include "write/pagelist.h"

#include <stdbool.h>
#include "write/page.h"
#include "write/pagetime.h"
#include "write/sentence.h"
#include "base/banned.h"

/* Parts of <main>, which is at 2, stand in a list in a section. */
enum { DEPTH_SECTION = 3, DEPTH_ITEM = 5 };

static void put_link(struct markup *markup, const struct page *page,
	const char *path, struct words title)
{
	if (path != NULL) {
		markup_inline(markup, "a");
		page_put_href(markup, page, path);
	}
	page_put_name(markup, page, title.language, title.text);
	if (path != NULL)
		markup_end(markup);
}

void pagelist_put_title(struct markup *markup, const struct page *page,
	const struct meeting *meeting)
{
	put_link(markup, page, meeting->page, meeting->title);
}

void pagelist_put_status(struct markup *markup, const struct page *page,
	const struct meeting *meeting)
{
	enum status status = meeting->status;
	struct buf key = BUF_INIT, class = BUF_INIT;

	if (meeting->is_past && status == STATUS_SCHEDULED)
		return;
	buf_printf(&key, "status.%s", status_name(status));
	buf_printf(&class, "status %s", status_name(status));
	markup_text(markup, " ");
	page_open_inline(markup, "span", class.bytes);
	page_end_phrase(markup, page, key.bytes);
	buf_release(&class);
	buf_release(&key);
}

static void put_place(
	struct markup *markup, const struct page *page, const struct view *view)
{
	struct pool pool = POOL_INIT;
	struct runs place = {NULL, 0};

	runs_add_place(&pool, &place, view);
	if (place.count > 0) {
		page_open(markup, "span", "place");
		page_put_runs(markup, page, &place);
		markup_end(markup);
	}
	pool_release(&pool);
}

/*
 * The date that it had, words of the record, or that there is none: dates of a
 * list line up.
 */
static void put_no_date(
	struct markup *markup, const struct page *page, const struct view *view)
{
	struct when previous = event_previous(view->event);

	page_open(markup, "span", "when open");
	if (previous.precision != WHEN_ABSENT) {
		pagetime_end_dated(markup, page, "previously", &previous,
			event_zone_name(view->event));
	} else if (view->when.text != NULL) {
		page_put_language(markup, page, view->when.language);
		markup_text(markup, view->when.text);
		markup_end(markup);
	} else {
		page_end_phrase(markup, page, "date-unknown");
	}
}

static void put_when(struct markup *markup, const struct page *page,
	const struct meeting *meeting)
{
	const struct sitting *sitting = &meeting->view->event->sittings[0];

	if (!meeting_has_date(meeting)) {
		put_no_date(markup, page, meeting->view);
		return;
	}
	page_open(markup, "span", "when");
	pagetime_put_sitting(markup, page, sitting);
	markup_end(markup);
	if (meeting->is_past || !pagetime_has_utc(sitting))
		return;
	page_open(markup, "ul", "clocks");
	pagetime_put_utc(markup, page, sitting);
	markup_end(markup);
}

/* On the page of its series a meeting can be led to. */
static void put_id(struct markup *markup, const struct fragment *fragment)
{
	struct buf id = BUF_INIT;

	if (fragment->format == FORMAT_SERIES_PAGE) {
		buf_printf(&id, "meeting-%s", fragment->meeting->name);
		markup_attribute(markup, "id", id.bytes);
	}
	if (fragment->meeting->is_side)
		markup_attribute(markup, "class", PAGE_SIDE);
	buf_release(&id);
}

void pagelist_put_meeting(struct buf *out, const struct fragment *fragment)
{
	const struct page *page = fragment->page;
	const struct meeting *meeting = fragment->meeting;
	struct markup *markup = markup_new_html(out, DEPTH_ITEM);

	markup_block(markup, "li");
	put_id(markup, fragment);
	put_when(markup, page, meeting);
	page_open(markup, "span", "title");
	put_link(markup, page, fragment->home, meeting->title);
	markup_end(markup);
	put_place(markup, page, meeting->view);
	pagelist_put_status(markup, page, meeting);
	markup_end(markup);
	markup_free(markup);
}

/* A title in front of which stands a word is in the language of the feed. */
static const char *title_language(
	const struct view *view, const struct buf *title)
{
	struct buf plain = BUF_INIT;
	bool is_plain;

	view_put_title(&plain, view);
	is_plain = plain.length == title->length;
	buf_release(&plain);
	return is_plain ? view->title.language : view->language;
}

/* How a release begins, or what the meeting was about. */
static void put_sentence(struct markup *markup, const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	struct release_view shown = view_release(view, fragment->release->id);
	struct buf sentence = BUF_INIT;
	struct words words = view->summary;

	if (shown.words != NULL)
		sentence_put_first(&sentence, shown.words->body);
	if (sentence.length > 0)
		words = (struct words){shown.language, sentence.bytes};
	page_put_words(markup, fragment->page, "p", words);
	buf_release(&sentence);
}

void pagelist_put_release(struct buf *out, const struct fragment *fragment)
{
	const struct page *page = fragment->page;
	struct buf title = BUF_INIT;
	struct markup *markup = markup_new_html(out, DEPTH_ITEM);

	fragment_put_entry_title(&title, fragment);
	markup_block(markup, "li");
	page_open(markup, "span", "when");
	pagetime_put_day(markup, page, &fragment->release->published.when);
	markup_end(markup);
	page_open(markup, "span", "title");
	put_link(markup, page, fragment->home,
		(struct words){
			title_language(fragment->view, &title), title.bytes});
	markup_end(markup);
	put_sentence(markup, fragment);
	markup_end(markup);
	markup_free(markup);
	buf_release(&title);
}

void pagelist_begin(struct buf *out, const struct page *page, const char *class,
	const char *heading, const char *list)
{
	struct markup *markup = markup_new_html(out, DEPTH_SECTION);

	markup_block(markup, "section");
	markup_attribute(markup, "class", class);
	page_put_phrase(markup, page, "h2", heading);
	page_open(markup, "ul", list);
	markup_free(markup);
}

void pagelist_end(struct buf *out)
{
	struct markup *markup = markup_new_html(out, DEPTH_SECTION);

	markup_resume(markup, "section");
	markup_resume(markup, "ul");
	markup_end(markup);
	markup_end(markup);
	markup_free(markup);
}
