/*
 * What is to be published: every fragment with its stamp, and the feeds that
 * are put together from them.
 *
 *	struct plan *plan = plan_make(site, &ledger, &diag, now);
 *	plan_feeds(plan);
 *	... write and prove the fragments, then the feeds ...
 *	plan_free(plan);
 */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include <stddef.h>
#include "base/pool.h"
#include "model/feed.h"
#include "model/site.h"
#include "plan/feeds.h"
#include "plan/ledger.h"
#include "plan/published.h"

struct patch;

struct plan {
	struct pool pool;
	struct site *site;
	struct ledger *ledger;
	struct published published;
	instant now;
	const struct patch *patch; /* NULL: all meetings are planned */
	int has_missing; /* some meeting is published and cannot be told */
	struct fragment **fragments;
	size_t count;
	struct feeds feeds; /* none before plan_feeds() */
};

/*
 * Complain about records that contradict what was published: an authority or
 * uid that changed, a meeting, date, text or release that is gone.  A meeting
 * that cannot be shown as its record tells is hidden.  Asked after
 * due_apply().  Returns -1 when nothing may be published at all, else 0.
 */
int plan_check(
	struct site *site, const struct ledger *ledger, struct diag *diag);

/*
 * Only what due_apply() and plan_check() left visible is planned as the
 * records tell it; what was published and cannot be told any more is planned
 * as it stands in feeds/.  The ledger learns of new and changed fragments.
 * Of a site of which only a part was read, only that part is planned, and the
 * plan needs to be given its patch.
 */
struct plan *plan_make(struct site *site, struct ledger *ledger,
	struct diag *diag, instant now);

/*
 * Whether the ledger was put together from the archives and does not know yet
 * what this VEVENT said: plan_restamp() has to see it written.
 */
int plan_has_doubt(const struct fragment *fragment);

/*
 * Of a fragment that is written and has_doubt: whether it says something else
 * than what stands in the archive.  It then has the next stamp, also in the
 * ledger, and must be written again.
 */
int plan_restamp(struct plan *plan, struct fragment *fragment);

/*
 * Publish what stood there instead of a fragment that came out wrong, or
 * nothing when nothing did; the same of the JSON that shows it.
 */
void plan_hold_back(struct plan *plan, struct fragment *fragment);

/*
 * Put the fragments into the feeds that they belong to, and mark those that
 * some feed holds.  Asked again after a fragment was held back.  Returns -1
 * when a part of the meetings is not enough to plan their feeds; else 0.
 */
int plan_feeds(struct plan *plan);

/*
 * The moment from which on another run would put other meetings into windows.
 */
instant plan_until(const struct plan *plan);

/* Whether the plan writes this file below feeds/. */
int plan_has_feed(const struct plan *plan, const char *path);

void plan_free(struct plan *plan);

#endif
