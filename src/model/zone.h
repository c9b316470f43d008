/*
 * Time zones of the system's tzdata: which moments a local clock time names,
 * and when the clocks change.
 */
#ifndef MODEL_ZONE_H
#define MODEL_ZONE_H

#include <stdbool.h>
#include "base/buf.h"
#include "model/when.h"

struct zone; /* valid until the program ends */

/*
 * The zone of this IANA name ("Europe/Brussels"), or NULL when there is none
 * or the name is none.  A name that tzdata has replaced is one.  UTC is always
 * there.
 */
const struct zone *zone_find(const char *name);

/*
 * The zones that were found so far, in no order: the name of the next one
 * behind `zone` (NULL: the first), or NULL.  The file that tells its rules.
 */
const struct zone *zone_next(const struct zone *zone);
const char *zone_name(const struct zone *zone);
void zone_put_path(struct buf *out, const char *name);

/*
 * Whether it is the machine's fault that there is no such zone: its files are
 * not there, or cannot be read.  Then `what` is wrong with that path.
 */
bool zone_lack(const char *name, struct buf *path, struct buf *what);

/*
 * Append the name that was meant by one that is none: its successor, or the same
 * but for one letter, or for what is no letter.  Returns whether there is any.
 */
bool zone_put_nearest(struct buf *out, const char *name);

/* UTC itself: it needs no VTIMEZONE. */
int zone_is_utc(const struct zone *zone);

/* Seconds east of Greenwich at a moment. */
int zone_offset(const struct zone *zone, instant at);

/* Whether that is summer time, or another exception from standard time. */
bool zone_is_daylight(const struct zone *zone, instant at);

/* What the clocks show at a moment. */
struct when zone_clock(const struct zone *zone, instant at);

enum zone_answer {
	ZONE_ONCE, /* the clock time names one moment */
	ZONE_NEVER, /* the clocks skip it, as in March in Europe */
	ZONE_TWICE, /* the clocks show it two times, as in October */
};

/*
 * The moment of a local clock time.  `moments[0]` is the one meant; with
 * ZONE_TWICE both are set, and with ZONE_NEVER they are those at which the
 * clocks show as much before and after the gap.
 */
enum zone_answer zone_resolve(
	const struct zone *zone, const struct when *clock, instant moments[2]);

/* The moment of a clock time that zone_resolve() answers with ZONE_ONCE. */
instant zone_instant(const struct zone *zone, const struct when *clock);

/*
 * The first moment after `after` and not later than `until` from which the
 * offset is another one; `until` + 1 when there is none.
 */
instant zone_next_change(const struct zone *zone, instant after, instant until);

/* The last one before `before`.  Returns -1 when there is none, else 0. */
int zone_last_change(const struct zone *zone, instant before, instant *change);

#endif
