#include "write/pagelist.h"

#include <string.h>
#include "write/page.h"
#include "write/pagetime.h"
#include "base/banned.h"

/*
 * A part of an item as it stands in the list of a series, two folders deep, on
 * a page that may be less deep.
 */
static void put_kept(struct markup *markup, const struct page *page,
	const char *html, size_t length)
{
	static const char link[] = " href=\"../../";
	struct buf kept = BUF_INIT, moved = BUF_INIT;
	const char *from, *at;

	buf_put(&kept, html, length);
	from = kept.bytes;
	while ((at = strstr(from, link)) != NULL) {
		buf_put(&moved, from, (size_t)(at - from));
		buf_puts(&moved, " href=\"");
		page_put_up(&moved, page);
		from = at + strlen(link);
	}
	buf_puts(&moved, from);
	markup_raw(markup, moved.bytes);
	buf_release(&moved);
	buf_release(&kept);
}

static void put_kept_title(
	struct markup *markup, const struct page *page, const char *item)
{
	static const char begin[] = "<span class=\"title\">";
	const char *title = strstr(item, begin);
	const char *end = title ? strstr(title, "</span>") : NULL;

	if (end == NULL)
		return;
	title += strlen(begin);
	put_kept(markup, page, title, (size_t)(end - title));
}

void pagelist_put_title(struct markup *markup, const struct page *page,
	const struct meeting *meeting)
{
	const struct view *view = meeting->view;
	struct buf title = BUF_INIT;

	if (meeting->kept != NULL) {
		put_kept_title(markup, page, meeting->kept);
		return;
	}
	view_put_title(&title, view);
	if (meeting->page != NULL) {
		markup_inline(markup, "a");
		page_put_href(markup, page, meeting->page);
	}
	page_put_name(markup, page, view->title.language, title.bytes);
	if (meeting->page != NULL)
		markup_end(markup);
	buf_release(&title);
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
	page_open_inline(markup, "span", class.bytes);
	markup_text(markup, page_phrase(page, key.bytes));
	markup_end(markup);
	buf_release(&class);
	buf_release(&key);
}

static void put_place(
	struct markup *markup, const struct page *page, const struct view *view)
{
	struct buf place = BUF_INIT;
	const char *language;

	view_put_place(&place, view, &language);
	if (place.length > 0) {
		page_open(markup, "span", "place");
		page_put_name(markup, page, language, place.bytes);
		markup_end(markup);
	}
	buf_release(&place);
}

/* What is postponed has no date. */
static int has_date(const struct meeting *meeting)
{
	return meeting->start.precision != WHEN_ABSENT &&
		meeting->status != STATUS_POSTPONED;
}

static const struct sitting *sitting_of(const struct meeting *meeting)
{
	return &meeting->view->event->sittings[0];
}

static void put_when(struct markup *markup, const struct page *page,
	const struct meeting *meeting)
{
	if (!has_date(meeting))
		return;
	page_open(markup, "span", "when");
	pagetime_put_sitting(markup, page, sitting_of(meeting));
	markup_end(markup);
}

static void put_told_next(struct markup *markup, const struct page *page,
	const struct meeting *next)
{
	page_open(markup, "p", "large");
	pagetime_put_sitting(markup, page, sitting_of(next));
	markup_end(markup);
	if (pagetime_has_utc(sitting_of(next))) {
		page_open(markup, "ul", "clocks");
		pagetime_put_utc(markup, page, sitting_of(next));
		markup_end(markup);
	}
	markup_block(markup, "p");
	pagelist_put_title(markup, page, next);
	put_place(markup, page, next->view);
	markup_end(markup);
	if (next->status != STATUS_SCHEDULED) {
		markup_block(markup, "p");
		pagelist_put_status(markup, page, next);
		markup_end(markup);
	}
}

/* As a list has it, from behind its id, which must not stand twice. */
static void put_kept_next(struct markup *markup, const struct page *page,
	const struct meeting *next)
{
	const char *item = strchr(next->kept, '>');

	page_open(markup, "ul", "meetings");
	markup_raw_block(markup, "<li");
	put_kept(markup, page, item, strlen(item));
	markup_end(markup);
}

void pagelist_put_next(struct markup *markup, const struct page *page,
	const struct page *series, const char *heading)
{
	const struct meeting *next = page_next_meeting(series);

	page_open(markup, "div", "next");
	page_put_phrase(markup, page, heading, "page.next-meeting");
	if (next == NULL)
		page_put_phrase(markup, page, "p", "page.none-ahead");
	else if (next->kept != NULL)
		put_kept_next(markup, page, next);
	else
		put_told_next(markup, page, next);
	markup_end(markup);
}

static void put_item(struct markup *markup, const struct page *page,
	const struct meeting *meeting)
{
	struct buf id = BUF_INIT;

	if (meeting->kept != NULL) {
		markup_raw_block(markup, meeting->kept);
		return;
	}
	buf_printf(&id, "meeting-%s", meeting->name);
	markup_block(markup, "li");
	markup_attribute(markup, "id", id.bytes);
	if (meeting->is_side)
		markup_attribute(markup, "class", PAGE_SIDE);
	buf_release(&id);
	put_when(markup, page, meeting);
	page_open(markup, "span", "title");
	pagelist_put_title(markup, page, meeting);
	markup_end(markup);
	put_place(markup, page, meeting->view);
	pagelist_put_status(markup, page, meeting);
	markup_end(markup);
}

static int has_any(const struct page *page, int is_past)
{
	for (size_t i = 0; i < page->meeting_count; i++)
		if (page->meetings[i].is_past == is_past)
			return 1;
	return 0;
}

/* Those of one kind that have a date, or those that have none. */
static void put_items(struct markup *markup, const struct page *page,
	int is_past, int is_dated)
{
	size_t count = page->meeting_count;

	for (size_t i = 0; i < count; i++) {
		const struct meeting *meeting =
			&page->meetings[is_past ? count - 1 - i : i];

		if (meeting->is_past == is_past &&
			has_date(meeting) == is_dated)
			put_item(markup, page, meeting);
	}
}

void pagelist_put(struct markup *markup, const struct page *page, int is_past)
{
	if (!has_any(page, is_past))
		return;
	markup_block(markup, "section");
	page_put_phrase(markup, page, "h2", is_past ? "past" : "upcoming");
	page_open(markup, "ul", "meetings");
	put_items(markup, page, is_past, 1);
	put_items(markup, page, is_past, 0);
	markup_end(markup);
	markup_end(markup);
}
