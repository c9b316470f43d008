/*
 * The time zones of a site.  Programs keep the first VTIMEZONE of a TZID that
 * they see, so a zone has one in the whole site, the same text in every file:
 * for all years in which a meeting uses it.
 */
#ifndef PLAN_CLOCKS_H
#define PLAN_CLOCKS_H

#include "plan/plan.h"

/* Give feeds the zones of all meetings of the plan. */
void clocks_give(struct plan *plan, struct feeds *feeds);

#endif
