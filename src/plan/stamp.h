/*
 * Whether subscribers have something to learn: a fragment is written from the
 * old world and from the new one by the same writer, and the bytes are
 * compared.  In both, paths, base, window, pages, phrases and zones are
 * today's, so that none of them moves a stamp.
 */
#ifndef PLAN_STAMP_H
#define PLAN_STAMP_H

#include <stdbool.h>
#include "model/site.h"
#include "plan/ledger.h"

struct stamping {
	const struct site *site; /* the new world */
	const struct ledger *ledger; /* with the old world */
	struct publisher publisher; /* the published one in today's form */
	instant now;
	bool publisher_differs;
	char *records_differ; /* by rank of the event: 'y', 'n'; 0: unknown */
};

/* Live as long as the site, in whose pool `stamping` has its memory. */
void stamp_begin(struct stamping *it, struct site *site,
	const struct ledger *ledger, instant now);

/*
 * Whether anything that a fragment of the event can show may differ from what
 * was published: its records, those of its series, of the publisher or of a
 * meeting that is named.
 */
bool stamp_may_differ(struct stamping *it, const struct event *event);

/*
 * What is new about a fragment whose row was published, or NULL.  With
 * `may_differ` false, only clocks that tzdata has moved are.
 */
enum news stamp_compare(const struct stamping *it,
	const struct fragment *fragment, const struct published *before,
	const struct row *row, bool may_differ);

/* Now, or just later than what was before. */
instant stamp_later_than(instant before, instant now);

/* The stamp behind `stamp`. */
struct stamp stamp_next(const struct stamp *stamp, enum news news, instant now);

/*
 * The first stamp of a fragment: that of a VEVENT goes on where the calendar
 * ended that had it before.
 */
struct stamp stamp_first(const struct fragment *fragment, instant now);

/* The moments of a time in UTC; 0 for days, and where there is no end. */
void stamp_moments(const struct sitting *sitting, instant *start, instant *end);

#endif
