/*
 * What a newer calendar says of meetings that have records.
 */
#ifndef CMD_IMPORT_UPDATE_H
#define CMD_IMPORT_UPDATE_H

#include "cmd/import.h"

/*
 * Bring the record up to date, or say what would change; its history tells.
 * What somebody has changed since it was imported is told, and stays.  A text
 * in a language that the meeting does not have is added.  Returns an exit
 * status.
 */
int import_update(struct work *work, struct stamp floor);

/* Terms of topics, parted by blanks. */
const char *import_topics(
	struct pool *pool, const struct topic *const *topics, size_t count);

#endif
