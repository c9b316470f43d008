/*
 * The history of a record that is edited: lines are added for what happens now,
 * and for what was published before and no line tells.
 */
#ifndef CMD_HISTORY_H
#define CMD_HISTORY_H

#include "cmd/revise.h"

/*
 * Add what happens now to the history.  A meeting that nobody knows of, since
 * it is a draft or under embargo, has none.
 */
void history_add(
	struct revision *revision, const struct change *changes, size_t count);

#endif
