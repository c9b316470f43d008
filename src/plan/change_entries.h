/*
 * Entries about what has changed of a meeting; changes.c finds the changes.
 */
#ifndef PLAN_CHANGE_ENTRIES_H
#define PLAN_CHANGE_ENTRIES_H

#include "plan/planning.h"

/*
 * Plan the entry about one change.  What it told before it tells again: only
 * the program's own words are put anew.
 */
void change_entries_plan(struct planning *it, const struct view *view,
	const struct change_told *change);

#endif
