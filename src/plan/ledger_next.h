/*
 * What the next ledger will say of a meeting beside its rows: the paths that it
 * has had, and when something was told of it last.
 */
#ifndef PLAN_LEDGER_NEXT_H
#define PLAN_LEDGER_NEXT_H

#include "plan/planning.h"

/* Add a meeting to the next ledger; `meeting` is borrowed. */
void ledger_next_add(struct plan *plan, struct published *meeting);

/*
 * Add what is remembered of an event, as yet without rows; `before` is NULL for
 * one that is new.  Lives as long as the plan.
 */
struct published *ledger_next_meeting(
	struct plan *plan, struct event *event, const struct published *before);

/*
 * Note when something was told last in the language of the view, which is now
 * if there are news; returns it.
 */
instant ledger_next_told(struct planning *it);

#endif
