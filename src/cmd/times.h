/*
 * The times of a record that is edited.
 */
#ifndef CMD_TIMES_H
#define CMD_TIMES_H

#include "cmd/revise.h"

/*
 * Let the main time start at `start`, and move all others along: lengths and
 * distances stay.  Returns 0, or -1 after saying why that cannot be.
 */
int times_move(struct revision *revision, const struct when *start);

/*
 * Let the main time be this one, which has a day at least; an end or a zone that
 * it does not have goes.
 */
void times_set(struct revision *revision, const struct sitting *sitting);

#endif
