#include "write/pagetime.h"

#include <stdlib.h>
#include <string.h>
#include "model/fill.h"
#include "write/dates.h"
#include "write/page.h"
#include "base/banned.h"

/* Words of the program, for people, and the same for programs. */
static void put_time(struct markup *markup, const struct page *page,
	struct buf *datetime, struct buf *text)
{
	markup_inline(markup, "time");
	markup_attribute(markup, "datetime", datetime->bytes);
	page_end_line(markup, page, text);
	buf_release(datetime);
}

void pagetime_put_offset(
	struct buf *out, const struct zone *zone, const struct when *clock)
{
	int minutes = zone_offset(zone, zone_instant(zone, clock)) / 60;

	if (minutes == 0)
		buf_putc(out, 'Z');
	else
		buf_printf(out, "%c%02d:%02d", minutes < 0 ? '-' : '+',
			abs(minutes) / 60, abs(minutes) % 60);
}

void pagetime_put_day(
	struct markup *markup, const struct page *page, const struct when *when)
{
	struct buf datetime = BUF_INIT, text = BUF_INIT;

	when_put(&datetime, when);
	dates_put_clock(&text, page->publisher, page->language, when,
		zone_name(page->publisher->zone));
	put_time(markup, page, &datetime, &text);
}

void pagetime_end_dated(struct markup *markup, const struct page *page,
	const char *key, const struct when *when, const char *zone_name)
{
	struct buf day = BUF_INIT, line = BUF_INIT;

	dates_put_clock(&day, page->publisher, page->language, when, zone_name);
	fill_one(&line, page_phrase(page, key), "date", day.bytes);
	page_end_line(markup, page, &line);
	buf_release(&day);
}

void pagetime_put_start(struct buf *out, const struct sitting *sitting)
{
	when_put(out, &sitting->start);
	if (sitting->zone != NULL)
		pagetime_put_offset(out, sitting->zone, &sitting->start);
}

void pagetime_put_sitting(struct markup *markup, const struct page *page,
	const struct sitting *sitting)
{
	struct buf datetime = BUF_INIT, text = BUF_INIT;

	pagetime_put_start(&datetime, sitting);
	dates_put_sitting(&text, page->publisher, page->language, sitting);
	put_time(markup, page, &datetime, &text);
}

/* By the clocks of another zone, which is called `name`. */
static void put_in(struct markup *markup, const struct page *page,
	const struct sitting *sitting, const struct zone *zone,
	const char *name)
{
	instant at = zone_instant(sitting->zone, &sitting->start);
	struct when clock = zone_clock(zone, at);
	struct buf datetime = BUF_INIT, text = BUF_INIT;

	when_put(&datetime, &clock);
	pagetime_put_offset(&datetime, zone, &clock);
	dates_put_clocks_in(
		&text, page->publisher, page->language, sitting, zone, name);
	markup_block(markup, "li");
	put_time(markup, page, &datetime, &text);
	markup_end(markup);
}

bool pagetime_has_utc(const struct sitting *sitting)
{
	return sitting->zone != NULL && !zone_is_utc(sitting->zone);
}

void pagetime_put_utc(struct markup *markup, const struct page *page,
	const struct sitting *sitting)
{
	if (pagetime_has_utc(sitting))
		put_in(markup, page, sitting, zone_find("UTC"), "UTC");
}

/* A capital by whose clock the times are not given already. */
static bool is_other_capital(
	const struct side *side, const struct sitting *sitting)
{
	return side->zone != NULL && sitting->zone != NULL &&
		strcmp(side->zone, sitting->zone_name) != 0;
}

bool pagetime_has_capitals(
	const struct page *page, const struct sitting *sitting)
{
	for (size_t i = 0; i < page->series->side_count; i++)
		if (is_other_capital(&page->series->sides[i], sitting))
			return true;
	return false;
}

void pagetime_put_capitals(struct markup *markup, const struct page *page,
	const struct sitting *sitting)
{
	const struct series *series = page->series;

	for (size_t i = 0; i < series->side_count; i++) {
		const struct side *side = &series->sides[i];

		if (is_other_capital(side, sitting))
			put_in(markup, page, sitting, zone_find(side->zone),
				party_name(page->publisher, side->party,
					page->language)
					.text);
	}
}
