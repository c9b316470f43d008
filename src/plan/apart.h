/*
 * Releases of one second, told apart: those that name only their day count as
 * of noon, and those of today as of the moment of the run.  Readers sort
 * entries by `updated`, and validators warn of one that several share.
 */
#ifndef PLAN_APART_H
#define PLAN_APART_H

#include "plan/plan.h"

/*
 * Give each entry about a release that is new, or was withdrawn now, and its
 * row in the next ledger, a second of its own among those of its language:
 * behind the one that it has, or before it when that is the moment of the run.
 * What was published keeps its second.
 */
void apart_entries(struct plan *plan);

#endif
