/*
 * A press release becomes the record of a meeting, or is added to it.
 */
#ifndef CMD_IMPORT_TEXT_H
#define CMD_IMPORT_TEXT_H

#include "cmd/import.h"

/* Returns the exit status. */
int import_text(struct work *work, const struct buf *text);

#endif
