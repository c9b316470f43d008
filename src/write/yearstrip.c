#include "write/yearstrip.h"

#include "write/page.h"
#include "base/banned.h"

/* FEWEST: fewer meetings are no row to look at. */
enum { FEWEST = 3, MOST_YEARS = 40 };

/*
 * Pixels of one year, which stands beside the others as far as the screen
 * reaches: its line, where marks are, and its number below.  MARK is from the
 * middle of a cross to its sides; no mark reaches into the year beside it.
 */
enum {
	WIDTH = 44,
	HEIGHT = 36,
	LINE = 10,
	TICK = 5,
	NUMBER = 31,
	MARK = 4,
	ROOM = WIDTH - 2 * MARK - 2
};

struct strip {
	struct markup *markup;
	const struct page *page;
	int first, last; /* years */
};

bool yearstrip_is_worth_it(const struct page *page)
{
	int count = 0;

	for (size_t i = 0; i < page->meeting_count; i++)
		count += meeting_has_date(&page->meetings[i]);
	return count >= FEWEST;
}

static void find_years(struct strip *it)
{
	for (size_t i = 0; i < it->page->meeting_count; i++) {
		const struct meeting *meeting = &it->page->meetings[i];
		int year = meeting->start.year;

		if (!meeting_has_date(meeting))
			continue;
		if (it->first == 0 || year < it->first)
			it->first = year;
		if (year > it->last)
			it->last = year;
	}
	if (it->last - it->first >= MOST_YEARS)
		it->first = it->last - MOST_YEARS + 1;
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

/* Where the mark of a meeting stands in its year. */
static int place_of(const struct meeting *meeting)
{
	const struct when *start = &meeting->start;
	int day = start->precision == WHEN_YEAR
		? 182
		: (start->month - 1) * 365 / 12 + start->day;

	return MARK + 1 + day * ROOM / 366;
}

/* A dot is a line of no length with round ends. */
static void put_mark(struct buf *path, enum look_of_mark look, int x)
{
	if (look != MARK_OFF)
		buf_printf(path, "M%d %dh0", x, LINE);
	else
		buf_printf(path, "M%d %dl8 8m0-8l-8 8", x - MARK, LINE - MARK);
}

static void put_marks(
	struct strip *it, int year, const char *class, enum look_of_mark look)
{
	bool is_taken[WIDTH] = {false};
	struct buf path = BUF_INIT;

	for (size_t i = 0; i < it->page->meeting_count; i++) {
		const struct meeting *meeting = &it->page->meetings[i];

		if (meeting_has_date(meeting) && meeting->start.year == year &&
			look_of(meeting) == look)
			is_taken[place_of(meeting)] = true;
	}
	for (int x = 0; x < WIDTH; x++)
		if (is_taken[x])
			put_mark(&path, look, x);
	put_path(it, class, &path);
}

static void put_axis(struct strip *it)
{
	struct buf path = BUF_INIT;

	buf_printf(
		&path, "M.5 %dv%dM0 %dh%d", LINE - TICK, 2 * TICK, LINE, WIDTH);
	put_path(it, "axis", &path);
}

static void put_number(struct strip *it, int year)
{
	struct buf text = BUF_INIT;

	buf_printf(&text, "%d", year);
	markup_inline(it->markup, "text");
	markup_number(it->markup, "x", WIDTH / 2);
	markup_number(it->markup, "y", NUMBER);
	markup_text(it->markup, text.bytes);
	markup_end(it->markup);
	buf_release(&text);
}

static void put_year(struct strip *it, int year)
{
	struct markup *markup = it->markup;

	markup_block(markup, "svg");
	markup_attribute(markup, "xmlns", "http://www.w3.org/2000/svg");
	markup_number(markup, "width", WIDTH);
	markup_number(markup, "height", HEIGHT);
	put_axis(it);
	put_marks(it, year, "past", MARK_PAST);
	put_marks(it, year, "ahead", MARK_AHEAD);
	put_marks(it, year, "inside", MARK_AHEAD);
	put_marks(it, year, "off", MARK_OFF);
	put_number(it, year);
	markup_end(markup);
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

	find_years(&it);
	page_open(markup, "div", "years");
	put_words(&it);
	for (int year = it.first; year <= it.last; year++)
		put_year(&it, year);
	markup_end(markup);
	put_legend(markup, page);
}
