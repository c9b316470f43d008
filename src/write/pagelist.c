#include "write/pagelist.h"

#include <string.h>
#include "write/page.h"
#include "write/pagetime.h"
#include "base/banned.h"

void pagelist_put_title(struct markup *markup, const struct page *page,
	const struct meeting *meeting)
{
	const struct view *view = meeting->view;
	struct buf title = BUF_INIT;

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

/* What is postponed has no date. */
static bool has_date(const struct meeting *meeting)
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

void pagelist_put_next(struct markup *markup, const struct page *page,
	const struct page *series, const char *heading)
{
	const struct meeting *next = page_next_meeting(series);

	page_open(markup, "div", "next");
	page_put_phrase(markup, page, heading, "page.next-meeting");
	if (next == NULL)
		page_put_phrase(markup, page, "p", "page.none-ahead");
	else
		put_told_next(markup, page, next);
	markup_end(markup);
}

static void put_item(struct markup *markup, const struct page *page,
	const struct meeting *meeting)
{
	struct buf id = BUF_INIT;

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

static bool has_any(const struct page *page, bool is_past)
{
	for (size_t i = 0; i < page->meeting_count; i++)
		if (page->meetings[i].is_past == is_past)
			return true;
	return false;
}

/* Those of one kind that have a date, or those that have none. */
static void put_items(struct markup *markup, const struct page *page,
	bool is_past, bool is_dated)
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

void pagelist_put(struct markup *markup, const struct page *page, bool is_past)
{
	if (!has_any(page, is_past))
		return;
	markup_block(markup, "section");
	page_put_phrase(markup, page, "h2", is_past ? "past" : "upcoming");
	page_open(markup, "ul", "meetings");
	put_items(markup, page, is_past, true);
	put_items(markup, page, is_past, false);
	markup_end(markup);
	markup_end(markup);
}
