/*
 * A calendar of another program becomes draft records, one for each meeting.
 */
#ifndef CMD_IMPORT_CALENDAR_H
#define CMD_IMPORT_CALENDAR_H

#include "cmd/import.h"

/*
 * Import all that can be imported, into the series of `work` or, where that has
 * none, each into the one whose title it has.  Returns the exit status.
 */
int import_calendar(struct work *work, const struct buf *bytes);

#endif
