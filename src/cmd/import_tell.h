/*
 * What an import says of what it reads and writes.
 */
#ifndef CMD_IMPORT_TELL_H
#define CMD_IMPORT_TELL_H

#include "cmd/import.h"

/* Say what is wrong in a line of the file; `help` may be NULL. */
void import_tell_line(
	const struct work *work, int line, const char *what, const char *help);

/* Append the facts as an object. */
void import_tell_json(struct buf *out, const struct work *work);

/*
 * Keep the facts that are not sure, to be printed in front of the files that
 * come next; a dry run prints them at once.  Returns whether there are any.
 */
bool import_tell_doubts(struct work *work);

/* Print what was kept, if no file came. */
void import_tell_note(struct work *work);

/* What became of a file; for batch_new(), with the work as data. */
void import_tell_stored(void *data, const char *path, enum store_result result,
	const char *note);

#endif
