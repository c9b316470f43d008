/*
 * Whom the meetings that are touched reach by uids: those that name them, those
 * that they name, and those of which another record has a name.
 */
#ifndef PLAN_TOUCHED_REACH_H
#define PLAN_TOUCHED_REACH_H

#include "plan/touched.h"

/*
 * A record that was read has a name of a meeting whose own record is elsewhere:
 * that is touched too.  Returns whether there are any such.
 */
bool touched_reach_namesakes(struct touched *it, const struct site *site);

/* Those that name each other show each other: they are planned. */
void touched_reach_neighbours(struct touched *it, const struct site *site);

/*
 * Whom those that are planned name, and what names them, has to be known.  What
 * is hidden stands in no ledger: its record is read.
 */
void touched_reach_context(struct touched *it, const struct site *site);

#endif
