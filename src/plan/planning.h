/*
 * What the files that make a plan share; see plan_make().
 */
#ifndef PLAN_PLANNING_H
#define PLAN_PLANNING_H

#include "plan/plan.h"

/* All fragments of an event that is shown, in all languages. */
void plan_event(
	struct plan *plan, const struct event *event, struct diag *diag);

/* Append a copy of the fragment; returns it. */
struct fragment *plan_put(struct plan *plan, const struct fragment *fragment);

/* What the line shows is of a text that cannot be shown any more. */
int plan_text_is_gone(
	const struct event *event, const struct ledger_line *line);

/* The meeting is published, and its record is bad, hidden or gone. */
int plan_is_out_of_reach(const struct plan *plan, const char *uid);

#endif
