/*
 * Feeds that were published and that no fragment belongs to any more: each goes
 * on with its last members, in their present form, until it is forgotten.
 */
#ifndef PLAN_LEFT_H
#define PLAN_LEFT_H

#include "plan/plan.h"

/*
 * Append to `feeds`, which are in their order, those that were left; the next
 * ledger notes who stays in them.
 */
void left_add(struct plan *plan, struct feeds *feeds);

#endif
