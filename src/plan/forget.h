/*
 * Taking back what was published and has no record any more: it leaves the
 * feeds for good, entries leave a tombstone, and the ledger remembers uid and
 * SEQUENCE.
 */
#ifndef PLAN_FORGET_H
#define PLAN_FORGET_H

#include "plan/plan.h"

/*
 * Mark a meeting as forgotten, by its uid or as SERIES/EVENT.  Asked between
 * plan_check() and plan_make().  Returns 0, or -1 and says in `problem` why it
 * cannot be.
 */
int forget_meeting(const struct site *site, struct ledger *ledger,
	const char *name, instant now, struct buf *problem);

/*
 * The files below feeds/ that hold nothing but what was forgotten, among
 * those that have left the plan; how many to `*count`.
 */
const char **forget_files(struct plan *plan, size_t *count);

#endif
