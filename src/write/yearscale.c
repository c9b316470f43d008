#include "write/yearscale.h"

#include <stdlib.h>
#include <string.h>
#include "base/pool.h"
#include "base/string_set.h"
#include "write/page.h"
#include "base/banned.h"

/* Few years are not drawn wider than this. */
enum { WIDTH = 272, WIDEST = WIDTH / 3, LINE = 14, TICK = 3, BELOW = 17 };

/* How a part leads to one; no words of people can read like this. */
static const char use[] = "<use href=\"#years-";

struct yearscale yearscale_of(int first, int last)
{
	struct yearscale scale = {.first = first, .last = last};
	int years = last - first + 1;

	scale.rows = (years - 1) / YEARS_IN_ROW + 1;
	scale.width = WIDTH / (scale.rows > 1 ? YEARS_IN_ROW : years);
	if (scale.width > WIDEST)
		scale.width = WIDEST;
	return scale;
}

static int count_years(const struct yearscale *scale)
{
	return scale->last - scale->first + 1;
}

int yearscale_width(const struct yearscale *scale)
{
	return scale->width *
		(scale->rows > 1 ? YEARS_IN_ROW : count_years(scale));
}

int yearscale_left(const struct yearscale *scale, int year)
{
	return (year - scale->first) % YEARS_IN_ROW * scale->width;
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
			scale->width);
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
		markup, "x", yearscale_left(scale, year) + scale->width / 2);
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

void yearscale_put_use(struct markup *markup, const struct yearscale *scale)
{
	struct buf target = BUF_INIT;

	buf_printf(&target, "#years-%d-%d", scale->first, count_years(scale));
	markup_inline(markup, "use");
	markup_attribute(markup, "href", target.bytes);
	markup_end(markup);
	buf_release(&target);
}

/* "2019-8" in each part; a part has one or none. */
static size_t find_names(struct pool *pool, const char **names,
	struct fragment *const *parts, size_t count)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		const char *at = strstr(parts[i]->bytes.bytes, use);

		if (at == NULL)
			continue;
		at += strlen(use);
		names[found++] = pool_bytes(pool, at, strcspn(at, "\""));
	}
	return string_set_make(names, found);
}

/* The class gives it its looks where it stands and where it is used. */
static void put_named(struct markup *markup, const char *name)
{
	struct buf id = BUF_INIT;
	char *rest;
	int first = (int)strtol(name, &rest, 10);
	int count = *rest == '-' ? (int)strtol(rest + 1, NULL, 10) : 0;
	struct yearscale scale;

	if (count < 1 || count > YEARS_IN_ROW)
		return;
	scale = yearscale_of(first, first + count - 1);
	buf_printf(&id, "years-%s", name);
	page_open(markup, "g", "scale");
	markup_attribute(markup, "id", id.bytes);
	yearscale_put(markup, &scale);
	markup_end(markup);
	buf_release(&id);
}

void yearscale_put_all(
	struct markup *markup, struct fragment *const *parts, size_t count)
{
	struct pool pool = POOL_INIT;
	const char **names = pool_alloc(&pool, (count + 1) * sizeof(*names));
	size_t found = find_names(&pool, names, parts, count);

	if (found > 0) {
		markup_block(markup, "div");
		markup_attribute(markup, "hidden", "hidden");
		markup_block(markup, "svg");
		markup_attribute(markup, "xmlns", "http://www.w3.org/2000/svg");
		for (size_t i = 0; i < found; i++)
			put_named(markup, names[i]);
		markup_end(markup);
		markup_end(markup);
	}
	pool_release(&pool);
}
