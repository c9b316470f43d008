/*
 * Old addresses: a series or a meeting whose folder has another name by now
 * goes on at its former paths too, up to date.
 */
#ifndef PLAN_FORMER_H
#define PLAN_FORMER_H

#include "plan/plan.h"

/*
 * A series whose record is bad is as it was published, also when that was
 * under another folder.
 */
void former_revive(struct site *site, const struct ledger *ledger);

/*
 * Find out which series of the settled site were published under another
 * folder: their `formerly` and `identity` are completed.
 */
void former_find_renamed(struct site *site, const struct ledger *ledger);

/* The series of the folder, or the one that once had it; or NULL. */
const struct series *former_series_now(
	const struct site *site, const char *folder);

/*
 * Append a feed once more under another path, unless one of the first `count`
 * feeds, which are in their order, or one behind them has that path.
 */
void former_add(struct plan *plan, struct feeds *feeds, size_t count,
	const struct feed *feed, const char *path);

/* The same for all former folders of the series of the feed, if it has one. */
void former_add_of_series(struct plan *plan, struct feeds *feeds, size_t count,
	const struct feed *feed);

/*
 * Append the feeds once more under their former paths, where no living feed
 * has that path; the next ledger notes which of them keep ids of their own.
 * `feeds` are in their order before and behind.
 */
void former_add_all(struct plan *plan, struct feeds *feeds);

#endif
