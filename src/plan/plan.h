/*
 * What is to be published: every fragment with its stamp, and the feeds that
 * are put together from them.
 *
 *	struct plan *plan = plan_make(site, &ledger, now);
 *	... write the fragments and feeds ...
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

struct plan {
	struct pool pool;
	struct fragment **fragments;
	size_t count;
	struct feeds feeds;
};

/*
 * Complain about records that contradict what was published: an authority
 * that changed, a meeting that lost its date.  Such a meeting is hidden.
 * Returns -1 when nothing may be published at all, else 0.
 */
int plan_check(
	struct site *site, const struct ledger *ledger, struct diag *diag);

/*
 * Only what due_apply() left visible is planned.  The ledger learns of new
 * and changed fragments.
 */
struct plan *plan_make(struct site *site, struct ledger *ledger, instant now);

void plan_free(struct plan *plan);

#endif
