/*
 * What is to be published: every fragment with its stamp, the feeds that are
 * put together from them, and the ledger that remembers both.
 *
 *	struct plan *plan = plan_make(site, ledger, &diag, now);
 *	... write and prove the fragments ...
 *	plan_feeds(plan);
 *	... store the ledger, then the feeds ...
 *	plan_free(plan);
 */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include <stddef.h>
#include "base/mapped.h"
#include "base/pool.h"
#include "model/feed.h"
#include "model/site.h"
#include "plan/feeds.h"
#include "plan/ledger.h"
#include "plan/stamp.h"

struct plan {
	struct pool pool;
	struct site *site; /* the new world */
	const struct ledger *ledger; /* as it was */
	struct ledger next; /* as it will be; its meetings borrow from both */
	const struct touched *touched; /* NULL: all is planned anew */
	struct stamping stamping;
	instant now;
	instant told; /* the moment that is noted of what is new */
	struct fragment **fragments;
	size_t count;
	struct mapped written; /* bytes of fragments, those that are many */
	struct paging *paging; /* NULL: there are no pages */
	instant pages_until; /* from then on some page tells it otherwise */
	struct feeds feeds; /* none before plan_feeds() */
};

/*
 * Plan what the accepted site shows: the rows of the next ledger and all
 * fragments.  When the ledger is a part of it, so is the site, and the cards
 * tell the rest.  What the history of a meeting does not say goes to `diag` as
 * advice.
 */
struct plan *plan_make(struct site *site, const struct ledger *ledger,
	struct diag *diag, instant now);

/* Append a copy of the fragment; returns it. */
struct fragment *plan_put(struct plan *plan, const struct fragment *fragment);

/* Put the fragments into the feeds that they belong to. */
void plan_feeds(struct plan *plan);

/*
 * The moment from which on another run would put other meetings into windows,
 * or tell on pages that one is over.
 */
instant plan_until(const struct plan *plan);

void plan_free(struct plan *plan);

#endif
