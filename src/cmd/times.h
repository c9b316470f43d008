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

#endif
