#include "write/yearstrip.h"

#include "write/page.h"
#include "base/banned.h"

/* Pixels: a row fits on a screen that is 320 wide. */
enum { YEARS = 8, ROWS = 5, WIDTH = 272, ROW_HEIGHT = 38, AXIS = 14, MARK = 4 };

/* Few years are not drawn wider than this. */
enum { WIDEST = WIDTH / 3 };

struct strip {
	struct markup *markup;
	const struct page *page;
	int first, last; /* years */
	int rows;
	int width; /* of a year */
};

/* What is postponed is at no time. */
static int is_drawn(const struct meeting *meeting)
{
	return meeting->start.precision != WHEN_ABSENT &&
		meeting->status != STATUS_POSTPONED;
}

int yearstrip_has_any(const struct page *page)
{
	for (size_t i = 0; i < page->meeting_count; i++)
		if (is_drawn(&page->meetings[i]))
			return 1;
	return 0;
}

/* Those that are drawn, `most` at most. */
static void find_years(struct strip *it, int most)
{
	for (size_t i = 0; i < it->page->meeting_count; i++) {
		const struct meeting *meeting = &it->page->meetings[i];
		int year = meeting->start.year;

		if (!is_drawn(meeting))
			continue;
		if (it->first == 0 || year < it->first)
			it->first = year;
		if (year > it->last)
			it->last = year;
	}
	if (it->last - it->first >= most)
		it->first = it->last - most + 1;
}

/* A single row is as wide as its years need. */
static void lay_out(struct strip *it)
{
	int years = it->last - it->first + 1;

	it->rows = (years - 1) / YEARS + 1;
	it->width = WIDTH / (it->rows > 1 ? YEARS : years);
	if (it->width > WIDEST)
		it->width = WIDEST;
}

static int count_in(const struct strip *it, int year)
{
	int count = 0;

	for (size_t i = 0; i < it->page->meeting_count; i++) {
		const struct meeting *meeting = &it->page->meetings[i];

		count += is_drawn(meeting) && meeting->start.year == year &&
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
	for (int year = it->first; year <= it->last; year++) {
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

static void put_number(struct markup *markup, const char *name, int number)
{
	struct buf text = BUF_INIT;

	buf_printf(&text, "%d", number);
	markup_attribute(markup, name, text.bytes);
	buf_release(&text);
}

static void open_picture(struct strip *it)
{
	struct markup *markup = it->markup;
	int years = it->rows > 1 ? YEARS : it->last - it->first + 1;
	struct buf box = BUF_INIT;

	page_open(markup, "svg", "years");
	markup_attribute(markup, "xmlns", "http://www.w3.org/2000/svg");
	buf_printf(&box, "0 0 %d %d", years * it->width, it->rows * ROW_HEIGHT);
	markup_attribute(markup, "viewBox", box.bytes);
	put_number(markup, "width", years * it->width);
	put_number(markup, "height", it->rows * ROW_HEIGHT);
	put_words(it);
	buf_release(&box);
}

static int left_of(const struct strip *it, int year)
{
	return (year - it->first) % YEARS * it->width;
}

static int axis_of(const struct strip *it, int year)
{
	return (year - it->first) / YEARS * ROW_HEIGHT + AXIS;
}

/* One path of a look; nothing when it is empty.  The buf is released. */
static void put_path(struct strip *it, const char *class, struct buf *path)
{
	if (path->length > 0) {
		page_open(it->markup, "path", class);
		markup_attribute(it->markup, "d", path->bytes);
		markup_end(it->markup);
	}
	buf_release(path);
}

/* A line with a tick where a year starts. */
static void put_axis(struct strip *it)
{
	struct buf path = BUF_INIT;

	for (int year = it->first; year <= it->last; year++)
		buf_printf(&path, "M%d %dv6m0-3h%d", left_of(it, year),
			axis_of(it, year) - 3, it->width);
	put_path(it, "axis", &path);
}

static void put_year(struct strip *it, int year)
{
	struct markup *markup = it->markup;
	struct buf text = BUF_INIT;

	buf_printf(&text, "%d", year);
	markup_block(markup, "text");
	put_number(markup, "x", left_of(it, year) + it->width / 2);
	put_number(markup, "y", axis_of(it, year) + 17);
	markup_text(markup, text.bytes);
	markup_end(markup);
	buf_release(&text);
}

/* What looks different is also of another shape: dot, ring, cross. */
enum look_of_mark { MARK_PAST, MARK_AHEAD, MARK_OFF };

static enum look_of_mark look_of(const struct meeting *meeting)
{
	if (meeting->status == STATUS_CANCELLED)
		return MARK_OFF;
	return meeting->is_past ? MARK_PAST : MARK_AHEAD;
}

/* A dot is a line of no length with round ends. */
static void put_mark(struct buf *path, const struct strip *it,
	const struct when *start, enum look_of_mark look)
{
	int day = start->precision == WHEN_YEAR
		? 182
		: (start->month - 1) * 365 / 12 + start->day;
	int x = left_of(it, start->year) + day * it->width / 366;
	int y = axis_of(it, start->year);

	if (look == MARK_OFF)
		buf_printf(path, "M%d %dl8 8m0-8l-8 8", x - MARK, y - MARK);
	else
		buf_printf(path, "M%d %dh0", x, y);
}

static void put_marks(
	struct strip *it, const char *class, enum look_of_mark look)
{
	struct buf path = BUF_INIT;

	for (size_t i = 0; i < it->page->meeting_count; i++) {
		const struct meeting *meeting = &it->page->meetings[i];

		if (is_drawn(meeting) && meeting->start.year >= it->first &&
			look_of(meeting) == look)
			put_mark(&path, it, &meeting->start, look);
	}
	put_path(it, class, &path);
}

void yearstrip_put(struct markup *markup, const struct page *page, int is_short)
{
	struct strip it = {.markup = markup, .page = page};

	if (!yearstrip_has_any(page))
		return;
	find_years(&it, is_short ? YEARS : ROWS * YEARS);
	lay_out(&it);
	open_picture(&it);
	put_axis(&it);
	for (int year = it.first; year <= it.last; year++)
		put_year(&it, year);
	put_marks(&it, "past", MARK_PAST);
	put_marks(&it, "ahead", MARK_AHEAD);
	put_marks(&it, "inside", MARK_AHEAD);
	put_marks(&it, "off", MARK_OFF);
	markup_end(markup);
}
