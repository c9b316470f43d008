/*
 * Old addresses: a series or a meeting whose folder has another name by now
 * goes on at its former paths too, up to date.
 */
#ifndef PLAN_ADDRESS_H
#define PLAN_ADDRESS_H

#include "plan/plan.h"

/*
 * A series whose record is bad is as it was published, also when that was
 * under another folder.
 */
void address_revive(struct site *site, const struct ledger *ledger);

/*
 * Find out which series of the settled site were published under another
 * folder: their `formerly` and `identity` are completed.
 */
void address_find_renamed(struct site *site, const struct ledger *ledger);

/* The series that once had the folder and has it no more, or NULL. */
const struct series *address_find_heir(
	const struct site *site, const char *folder);

/*
 * Append a feed once more under another path, unless one of the first `count`
 * feeds, which are in their order, or one behind them has that path.
 */
void address_add(struct plan *plan, struct feeds *feeds, size_t count,
	const struct feed *feed, const char *path);

/* The same for all former folders of the series of the feed, if it has one. */
void address_add_of_series(struct plan *plan, struct feeds *feeds, size_t count,
	const struct feed *feed);

/*
 * Append the feeds once more under their former paths, where no living feed
 * has that path; the next ledger notes which of them keep ids of their own.
 * `feeds` are in their order before and behind.
 */
void address_add_former(struct plan *plan, struct feeds *feeds);

#endif
