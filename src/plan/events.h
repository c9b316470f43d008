/*
 * The fragments of a meeting, and what the ledger is to remember of them.
 */
#ifndef PLAN_EVENTS_H
#define PLAN_EVENTS_H

#include "plan/plan.h"

/* All fragments of an event that is shown, in all languages. */
void events_plan(struct plan *plan, struct event *event, struct diag *diag);

/*
 * What an event has to do with, as memberships; how many goes to `*count`.
 * Selections are those of `publisher`.  They live in `pool`.
 */
const struct membership *events_memberships(struct pool *pool,
	const struct publisher *publisher, const struct event *event,
	size_t *count);

/* Append one to such a list, unless it is in it. */
void events_add_membership(struct pool *pool, struct membership **all,
	size_t *count, struct membership one);

#endif
