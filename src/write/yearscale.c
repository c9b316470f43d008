#include "write/yearscale.h"

#include "write/page.h"
#include "base/banned.h"

enum { LINE = 14, TICK = 5, BELOW = 18 };

struct yearscale yearscale_of(int first, int last)
{
	struct yearscale scale = {.first = first, .last = last};
	int years = last - first + 1;

	scale.rows = (years - 1) / YEARS_IN_ROW + 1;
	return scale;
}

static int count_years(const struct yearscale *scale)
{
	return scale->last - scale->first + 1;
}

int yearscale_width(const struct yearscale *scale)
{
	return YEAR_WIDTH *
		(scale->rows > 1 ? YEARS_IN_ROW : count_years(scale));
}

int yearscale_left(const struct yearscale *scale, int year)
{
	return (year - scale->first) % YEARS_IN_ROW * YEAR_WIDTH;
}

int yearscale_line(const struct yearscale *scale, int year)
{
	return (year - scale->first) / YEARS_IN_ROW * YEARS_HEIGHT + LINE;
}

static void put_lines(struct markup *markup, const struct yearscale *scale)
{
	struct buf path = BUF_INIT;

	for (int year = scale->first; year <= scale->last; year++)
		buf_printf(&path, "M%d %dv%dm0-%dh%d",
			yearscale_left(scale, year),
			yearscale_line(scale, year) - TICK, 2 * TICK, TICK,
			YEAR_WIDTH);
	page_open_inline(markup, "path", "axis");
	markup_attribute(markup, "d", path.bytes);
	markup_end(markup);
	buf_release(&path);
}

static void put_year(
	struct markup *markup, const struct yearscale *scale, int year)
{
	struct buf text = BUF_INIT;

	buf_printf(&text, "%d", year);
	markup_inline(markup, "text");
	markup_number(
		markup, "x", yearscale_left(scale, year) + YEAR_WIDTH / 2);
	markup_number(markup, "y", yearscale_line(scale, year) + BELOW);
	markup_text(markup, text.bytes);
	markup_end(markup);
	buf_release(&text);
}

void yearscale_put(struct markup *markup, const struct yearscale *scale)
{
	put_lines(markup, scale);
	for (int year = scale->first; year <= scale->last; year++)
		put_year(markup, scale, year);
}
