/*
 * Entries about the releases of a meeting, and the dates that they bear.
 */
#ifndef PLAN_RELEASE_ENTRIES_H
#define PLAN_RELEASE_ENTRIES_H

#include "plan/planning.h"

/* Plan those in the language of the view, and those about their corrections. */
void release_entries_plan(struct planning *it);

#endif
