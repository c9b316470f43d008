/*
 * Which meeting of the site something is about, and what its record says.
 */
#ifndef CMD_IMPORT_MEETING_H
#define CMD_IMPORT_MEETING_H

#include "cmd/import.h"

/* The meeting of this folder, or NULL. */
const struct event *import_meeting_called(
	const struct site *site, const char *series, const char *folder);

/*
 * The session that was read: by its number, or else by its day.  NULL when the
 * series has none.
 */
const struct event *import_meeting_session(const struct work *work);

/*
 * Find the meeting that the command names or the text is about, and its
 * folder; without a record the meeting is NULL, and the folder a new one.
 * Returns -1 after saying that nobody can tell what that is called.
 */
int import_meeting_choose(struct work *work);

/*
 * Put the folder of a meeting that has no record: its number, if that is sure,
 * or the day; behind it "-2" where that is taken.
 */
void import_meeting_put_folder(struct work *work, struct when day);

/* Read the record of the meeting again, now that something was written. */
void import_meeting_reload(struct work *work);

/*
 * What the record of the meeting has of a fact of this name, or NULL.  It
 * belongs to the record or to the pool of the reading.
 */
const char *import_meeting_recorded(const struct work *work, const char *name);

#endif
