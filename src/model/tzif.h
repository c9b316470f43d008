/*
 * The system's time zone files (RFC 8536): the changes of the clocks that
 * they list, and the rule for the time behind the last one.  libical makes
 * rules of its own from them, which are wrong for some years of some zones.
 */
#ifndef MODEL_TZIF_H
#define MODEL_TZIF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One day of the year on which clocks change, and the local time. */
struct tzif_day {
	char kind; /* 'M': week of a month; 'J': never 29 February; 'n' */
	int month, week, weekday; /* of 'M'; 0 is Sunday, week 5 the last */
	int day; /* of 'J' (from 1) and 'n' (from 0) */
	int seconds; /* since local midnight; may be negative */
};

/* The rule behind the last change; offsets are seconds east of Greenwich. */
struct tzif_rule {
	int known;
	int standard, daylight; /* the same where there is no summer time */
	struct tzif_day start, end;
};

struct tzif {
	int64_t *changes; /* moments, rising */
	int *offsets; /* from that moment on */
	bool *daylights; /* whether it is summer time from then on */
	size_t count;
	int first_offset; /* before the first change */
	struct tzif_rule rule;
};

/*
 * Read the file at `path`.  Returns 0, or -1 when there is none, it is no zone
 * file or it counts leap seconds; the caller releases it.
 */
int tzif_read(struct tzif *zone, const char *path);

void tzif_release(struct tzif *zone);

/* Seconds east of Greenwich at a moment. */
int tzif_offset(const struct tzif *zone, int64_t at);

/* Whether that is summer time, or another exception from standard time. */
bool tzif_is_daylight(const struct tzif *zone, int64_t at);

/*
 * The last moment before `at` that the file lists as a change to another
 * offset.  Returns -1 when there is none, else 0.
 */
int tzif_last_change(const struct tzif *zone, int64_t at, int64_t *change);

#endif
