/*
 * The entries of a news feed of another program become releases of the meetings
 * that they are about.
 */
#ifndef CMD_IMPORT_FEED_H
#define CMD_IMPORT_FEED_H

#include "cmd/import.h"

/* Returns the exit status. */
int import_feed(struct work *work, const struct buf *bytes);

#endif
