/*
 * What is left in feeds of entries that are gone (RFC 6721), so that readers
 * take away what they have.
 */
#ifndef PLAN_TOMBSTONES_H
#define PLAN_TOMBSTONES_H

#include "plan/planning.h"

/* Those of words that once stood in for a release that was withdrawn now. */
void tombstones_plan_replaced(struct planning *it, const char *release);

/*
 * Rows of what is not told any more stay in the ledger, so that nothing goes
 * back; an entry that was withdrawn in public, and has left the record, leaves
 * a tombstone.
 */
void tombstones_keep_rows(struct planning *it);

/* Those of a meeting that was forgotten, which the next ledger remembers. */
void tombstones_plan_forgotten(
	struct plan *plan, const struct published *meeting);

#endif
