/*
 * Entries of a yearly archive, with their ids and dates.
 */
#ifndef CMD_RECOVER_ENTRIES_H
#define CMD_RECOVER_ENTRIES_H

#include "cmd/recovery.h"

/* Take them from the bytes of it->path; returns -1 after saying why not. */
int recover_entries(struct recovery *it, const struct buf *bytes);

/* The id of a whole feed; NULL: it cannot be read. */
const char *recover_entries_feed_id(
	struct recovery *it, const struct buf *bytes);

#endif
