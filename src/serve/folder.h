/*
 * The folder that the preview builds into, which nobody else sees: the records
 * and the ledger are links, the feeds are its own.
 *
 *	folder_make(&path);	and enter it
 *	...
 *	folder_remove(path.bytes);
 */
#ifndef SERVE_FOLDER_H
#define SERVE_FOLDER_H

#include "base/buf.h"

/*
 * Make a folder for the site in the working directory, whose path goes to
 * `site`, enter it and append its path to `path`.  Returns 0, or -1 with errno;
 * then nothing is left of it.
 */
int folder_make(struct buf *path, struct buf *site);

/* Remove it with all that is in it. */
void folder_remove(const char *path);

#endif
