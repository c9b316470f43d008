/*
 * What `build --forget` names: meetings, texts and addresses.
 */
#ifndef CMD_BUILD_FORGET_H
#define CMD_BUILD_FORGET_H

#include "cmd/building.h"

/*
 * Take what is to be forgotten out of the ledger that was read.  Returns -1
 * after saying what cannot be.
 */
int build_forget(struct build *build);

/*
 * An address that is still filled cannot be taken out: once the feeds are
 * planned, returns -1 after saying so.
 */
int build_forget_check(struct build *build);

#endif
