#include "write/yearstrip.h"

#include "write/page.h"
#include "write/yearscale.h"
#include "base/banned.h"

/*
 * MARK: pixels from the middle of a cross to its sides.  FEWEST: fewer meetings
 * are no row to look at.
 */
enum { ROWS = 5, MARK = 4, FEWEST = 3 };

struct strip {
	struct markup *markup;
	const struct page *page;
	struct yearscale scale;
};

bool yearstrip_is_worth_it(const struct page *page)
{
	int count = 0;

	for (size_t i = 0; i < page->meeting_count; i++)
		count += meeting_has_date(&page->meetings[i]);
	return count >= FEWEST;
}

/* The years of those that are drawn, `most` at most. */
static struct yearscale find_years(const struct page *page, int most)
{
	int first = 0, last = 0;

	for (size_t i = 0; i < page->meeting_count; i++) {
		const struct meeting *meeting = &page->meetings[i];
		int year = meeting->start.year;

		if (!meeting_has_date(meeting))
			continue;
		if (first == 0 || year < first)
			first = year;
		if (year > last)
			last = year;
	}
	if (last - first >= most)
		first = last - most + 1;
	return yearscale_of(first, last);
}

static int count_in(const struct strip *it, int year)
{
	int count = 0;

	for (size_t i = 0; i < it->page->meeting_count; i++) {
		const struct meeting *meeting = &it->page->meetings[i];

		count += meeting_has_date(meeting) &&
			meeting->start.year == year &&
			meeting->status != STATUS_CANCELLED;
	}
	return count;
}

/* "Meetings by year – 2024: 1, 2026: 2", for those who see no picture. */
static void put_words(struct strip *it)
{
	const char *separator = " – ";
	struct buf text = BUF_INIT;

	buf_puts(&text, page_phrase(it->page, "page.years"));
	for (int year = it->scale.first; year <= it->scale.last; year++) {
		int count = count_in(it, year);

		if (count == 0)
			continue;
		buf_printf(&text, "%s%d: %d", separator, year, count);
		separator = page_phrase(it->page, "list-separator");
	}
	markup_attribute(it->markup, "role", "img");
	markup_attribute(it->markup, "aria-label", text.bytes);
	buf_release(&text);
}

static void open_picture(struct strip *it)
{
	struct markup *markup = it->markup;
	int width = yearscale_width(&it->scale);
	int height = it->scale.rows * YEARS_HEIGHT;
	struct buf box = BUF_INIT;

	page_open(markup, "svg", "years");
	markup_attribute(markup, "xmlns", "http://www.w3.org/2000/svg");
	buf_printf(&box, "0 0 %d %d", width, height);
	markup_attribute(markup, "viewBox", box.bytes);
	markup_number(markup, "width", width);
	markup_number(markup, "height", height);
	put_words(it);
	buf_release(&box);
}

/* One path of a look; nothing when it is empty.  The buf is released. */
static void put_path(struct strip *it, const char *class, struct buf *path)
{
	if (path->length > 0) {
		page_open_inline(it->markup, "path", class);
		markup_attribute(it->markup, "d", path->bytes);
		markup_end(it->markup);
	}
	buf_release(path);
}

/* What looks different is also of another shape: dot, ring, cross. */
enum look_of_mark { MARK_PAST, MARK_AHEAD, MARK_OFF };

static enum look_of_mark look_of(const struct meeting *meeting)
{
	if (meeting->status == STATUS_CANCELLED)
		return MARK_OFF;
	return meeting->is_past ? MARK_PAST : MARK_AHEAD;
}

/* Where the last line ended: moves from there are shorter to write. */
struct pen {
	int x, y;
};

static void put_move(struct buf *path, struct pen *pen, int x, int y)
{
	int down = y - pen->y;

	if (path->length == 0)
		buf_printf(path, "M%d %d", x, y);
	else
		buf_printf(
			path, "m%d%s%d", x - pen->x, down < 0 ? "" : " ", down);
	*pen = (struct pen){x, y};
}

/* A dot is a line of no length with round ends. */
static void put_mark(struct buf *path, struct pen *pen, const struct strip *it,
	const struct meeting *meeting)
{
	const struct when *start = &meeting->start;
	int day = start->precision == WHEN_YEAR
		? 182
		: (start->month - 1) * 365 / 12 + start->day;
	int x = yearscale_left(&it->scale, start->year) +
		day * YEAR_WIDTH / 366;
	int y = yearscale_line(&it->scale, start->year);

	if (look_of(meeting) != MARK_OFF) {
		put_move(path, pen, x, y);
		buf_puts(path, "h0");
		return;
	}
	put_move(path, pen, x - MARK, y - MARK);
	buf_puts(path, "l8 8m0-8l-8 8");
	pen->y += 2 * MARK;
}

static void put_marks(
	struct strip *it, const char *class, enum look_of_mark look)
{
	struct buf path = BUF_INIT;
	struct pen pen = {0, 0};

	for (size_t i = 0; i < it->page->meeting_count; i++) {
		const struct meeting *meeting = &it->page->meetings[i];

		if (meeting_has_date(meeting) &&
			meeting->start.year >= it->scale.first &&
			look_of(meeting) == look)
			put_mark(&path, &pen, it, meeting);
	}
	put_path(it, class, &path);
}

/* Marks as in the picture, in words. */
static void put_legend(struct markup *markup, const struct page *page)
{
	static const struct {
		const char *class, *mark, *key;
	} marks[] = {
		{"past", "●", "past"},
		{"ahead", "○", "upcoming"},
		{"off", "×", "status.cancelled"},
	};

	page_open(markup, "p", "legend");
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		page_open(markup, "span", marks[i].class);
		page_open_inline(markup, "b", "mark");
		markup_attribute(markup, "aria-hidden", "true");
		markup_text(markup, marks[i].mark);
		markup_end(markup);
		markup_text(markup, " ");
		markup_text(markup, page_phrase(page, marks[i].key));
		markup_end(markup);
	}
	markup_end(markup);
}

void yearstrip_put(struct markup *markup, const struct page *page)
{
	struct strip it = {.markup = markup, .page = page};

	it.scale = find_years(page, ROWS * YEARS_IN_ROW);
	open_picture(&it);
	yearscale_put(markup, &it.scale);
	put_marks(&it, "past", MARK_PAST);
	put_marks(&it, "ahead", MARK_AHEAD);
	put_marks(&it, "inside", MARK_AHEAD);
	put_marks(&it, "off", MARK_OFF);
	markup_end(markup);
	put_legend(markup, page);
}
