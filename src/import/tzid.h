/*
 * Time zones as calendars of other programs name them.
 */
#ifndef IMPORT_TZID_H
#define IMPORT_TZID_H

#include <stdbool.h>
#include "base/pool.h"
#include "model/when.h"

/* When the clocks are set to an offset: STANDARD or DAYLIGHT of a VTIMEZONE. */
struct observance {
	struct when start;
	int offset; /* seconds east of Greenwich from then on */
	int month; /* of each year; 0: only at the start */
	int weekday; /* 1 is Monday; 0: any */
	int week; /* the second of these in the month; -1: the last; 0: any */
	int day; /* of the month, or the weekday behind it; 0: see week */
	int until; /* the last year; 0: for ever */
};

/* A VTIMEZONE. */
struct vtimezone {
	const char *tzid;
	struct observance *items;
	size_t count;
};

/* Note what a line of an observance says; others say nothing. */
void tzid_take(
	struct observance *observance, const char *name, const char *value);

/*
 * The IANA name of a zone: its TZID, what stands at the end of that behind a
 * slash, or what Windows calls it.  NULL when it is none of them.
 */
const char *tzid_find(struct pool *pool, const char *tzid);

/* The offset of a clock time by the calendar's own rules. */
int tzid_offset(const struct vtimezone *zone, const struct when *clock);

/*
 * A zone whose clocks have gone by these rules in that year: one of `preferred`,
 * which NULL ends, or the first of those that Windows knows; or NULL.
 */
const char *tzid_by_rules(struct pool *pool, const struct vtimezone *zone,
	const struct when *clock, const char *const *preferred);

#endif
