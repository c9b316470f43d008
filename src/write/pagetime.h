/*
 * When meetings are, as <time>: by the clocks of the place, of UTC and of the
 * capitals.
 */
#ifndef WRITE_PAGETIME_H
#define WRITE_PAGETIME_H

#include <stdbool.h>
#include "model/page.h"
#include "write/markup.h"

/*
 * What programs want behind a clock time, "+01:00" or "Z": as in
 * "2026-01-28T09:30+01:00".
 */
void pagetime_put_offset(
	struct buf *out, const struct zone *zone, const struct when *clock);

/* A day, or a moment by the clock of a zone. */
void pagetime_put_day(struct markup *markup, const struct page *page,
	const struct when *when);

/*
 * The end of the element just opened, behind a phrase with a date in it, by the
 * clock of that zone.
 */
void pagetime_end_dated(struct markup *markup, const struct page *page,
	const char *key, const struct when *when, const char *zone_name);

/* Its first moment, as programs read it. */
void pagetime_put_start(struct buf *out, const struct sitting *sitting);

/* From the first to the last day or hour of a sitting. */
void pagetime_put_sitting(struct markup *markup, const struct page *page,
	const struct sitting *sitting);

/*
 * The same hours by UTC, and by the clocks of the parties' capitals: an <li>
 * for each.  Nothing for days.
 */
void pagetime_put_utc(struct markup *markup, const struct page *page,
	const struct sitting *sitting);
void pagetime_put_capitals(struct markup *markup, const struct page *page,
	const struct sitting *sitting);

/* Whether these would put anything. */
bool pagetime_has_utc(const struct sitting *sitting);
bool pagetime_has_capitals(
	const struct page *page, const struct sitting *sitting);

#endif
