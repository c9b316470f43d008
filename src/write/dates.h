/*
 * Days and hours in words: "28 January 2026", "20–21 June 2016",
 * "7 December 2023, 16:00 (Tokyo)".
 */
#ifndef WRITE_DATES_H
#define WRITE_DATES_H

#include "base/buf.h"
#include "model/event.h"
#include "model/publisher.h"

/* A day, month or year, as precise as it is; nothing when absent. */
void dates_put_day(struct buf *out, const struct publisher *publisher,
	const char *language, const struct when *when);

/* A day, or a moment by the clock of a zone; NULL: nobody knows which. */
void dates_put_clock(struct buf *out, const struct publisher *publisher,
	const char *language, const struct when *when, const char *zone_name);

/* From the first to the last day or hour of a sitting, with its zone. */
void dates_put_sitting(struct buf *out, const struct publisher *publisher,
	const char *language, const struct sitting *sitting);

/*
 * The same hours by the clocks of another zone.  Only for sittings with clock
 * times.
 */
void dates_put_sitting_in(struct buf *out, const struct publisher *publisher,
	const char *language, const struct sitting *sitting,
	const char *zone_name);

/*
 * The same behind them, without the day where it is the same one, and with
 * another name of the zone; "UTC" is called as the language does.
 */
void dates_put_clocks_in(struct buf *out, const struct publisher *publisher,
	const char *language, const struct sitting *sitting,
	const struct zone *zone, const char *name);

#endif
