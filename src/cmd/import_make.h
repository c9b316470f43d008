/*
 * Files of records that an import writes anew.  They are on the disk after
 * import_store() only.
 */
#ifndef CMD_IMPORT_MAKE_H
#define CMD_IMPORT_MAKE_H

#include "cmd/import.h"

/*
 * Make the record of a meeting that has none, from what was read.  Returns an
 * exit status.
 */
int import_make(struct work *work);

/* Add a text, as a draft, to the record of a meeting in another language. */
void import_make_text(struct work *work, const char *release);

#endif
