/*
 * VEVENTs of a yearly archive, with their stamps.
 */
#ifndef CMD_RECOVER_CALENDAR_H
#define CMD_RECOVER_CALENDAR_H

#include "cmd/recovery.h"

/* Take them from the bytes of it->path; returns -1 after saying why not. */
int recover_calendar(struct recovery *it, const struct buf *bytes);

#endif
