/*
 * Pages of the older sessions of a series: that of the series shows the newest
 * ones, and leads to them.
 */
#ifndef PLAN_ARCHIVES_H
#define PLAN_ARCHIVES_H

#include "plan/plan.h"

/*
 * Cut pages of series, whose meetings are in order, and add those of what was
 * cut.
 */
void archives_add(struct plan *plan, struct feeds *feeds);

#endif
