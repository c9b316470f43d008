/*
 * Sessions of a series beside each other: their pages lead from one to the
 * next.
 */
#ifndef PLAN_TOUCHED_SESSIONS_H
#define PLAN_TOUCHED_SESSIONS_H

#include "plan/touched.h"

/*
 * Plan those beside the place where one that has changed stood, and where it
 * may stand now.
 */
void touched_sessions_plan(struct touched *it, const struct site *site);

#endif
