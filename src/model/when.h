/*
 * Days and clock times as people write them, and the moments they name.
 * Nothing here knows today's date.
 */
#ifndef MODEL_WHEN_H
#define MODEL_WHEN_H

#include <stdbool.h>
#include <stdint.h>
#include "base/buf.h"
#include "base/pool.h"

/* Seconds since 1970-01-01T00:00:00Z. */
typedef int64_t instant;

enum precision {
	WHEN_ABSENT,
	WHEN_YEAR,
	WHEN_MONTH,
	WHEN_DAY,
	WHEN_CLOCK,
};

/*
 * Fields finer than the precision are those of the first moment meant.  There
 * are dozens of these for each meeting: it fits into 64 bits.
 */
struct when {
	unsigned precision : 8; /* enum precision */
	signed year : 16;
	unsigned month : 8, day : 8;
	unsigned hour : 8, minute : 8, second : 8;
};

enum when_problem {
	WHEN_FINE,
	WHEN_MALFORMED, /* not YYYY, YYYY-MM, YYYY-MM-DD or …THH:MM[:SS] */
	WHEN_IMPOSSIBLE, /* 30 February, 25 o'clock, the year 0999 */
};

/*
 * Read `text`.  `*rest` is set to what follows a clock time (an offset or
 * nothing); when `rest` is NULL nothing may follow.
 */
enum when_problem when_parse(
	const char *text, struct when *when, const char **rest);

/* Order by start of what is meant; absent ones last. */
int when_compare(const struct when *a, const struct when *b);

/* The same without a clock time; and whether two have the same day. */
struct when when_to_the_day(struct when when);
bool when_is_same_day(const struct when *a, const struct when *b);

/* The same clock time `days` later; the precision must be day or clock. */
struct when when_add_days(struct when when, int days);

int when_days_in_month(int year, int month);

/* 1 is Monday, 7 is Sunday. */
int when_weekday(const struct when *when);

/* The moment, taking `when` as universal time, and back (to the second). */
instant when_as_utc(const struct when *when);
struct when when_from_utc(instant at);

/* "Z", "+09:00" in seconds east of Greenwich; -1 when malformed, else 0. */
int when_parse_offset(const char *text, int *seconds);

/* "2026-01-28", "2026-01-28T09:30"; only as much as is known. */
void when_put(struct buf *out, const struct when *when);

/* The same, in the pool; NULL for what is absent. */
const char *when_text(struct pool *pool, const struct when *when);

/* RFC 5545, 3.3.4 and 3.3.5: "20260128", "20260128T093000". */
void when_put_ical(struct buf *out, const struct when *when);

/* RFC 3339: "2026-01-28T12:00:00Z"; RFC 5545 3.3.5: "20260128T120000Z". */
void instant_put_rfc3339(struct buf *out, instant at);
void instant_put_ical(struct buf *out, instant at);

/* The first one read; -1 when malformed, else 0. */
int instant_parse_rfc3339(const char *text, instant *at);

#endif
