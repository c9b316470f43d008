/*
 * Files that readers see whole: the old one or the new one, never half of
 * one.
 *
 * A file is written beside its place under a hidden name that nobody else may
 * read, and renamed when all of it is on the disk.  Servers tell the versions
 * of a file apart by its time in seconds: that of a published file always
 * moves forward by one at least, whatever the clock says.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include "base/buf.h"

enum store_result {
	STORE_FAILED = -1, /* errno, see store_explain(); the old file stands */
	STORE_SAME = 0, /* already had these bytes; nothing written */
	STORE_WRITTEN = 1,
};

enum store_audience {
	STORE_PUBLIC, /* for everybody to read, whatever the umask says */
	STORE_PRIVATE, /* for those whom the umask allows */
	STORE_NEW, /* likewise; EEXIST: something stands there, and stays */
	STORE_DISPOSABLE, /* likewise; it may be lost in a power cut */
	STORE_EDITED, /* for those who could read what stood there */
};

/*
 * Make `path` hold exactly `bytes`; folders on the way are made.  ELOOP: one
 * of them is a link, see file_check_folders().  An empty folder at `path`
 * gives way, EISDIR: another one does not.  ENODATA: the file system keeps
 * others from reading it.  A file that is new is written at its place, as only
 * the system can tell that nothing stands there.
 */
enum store_result store_put(const char *path, const struct buf *bytes,
	enum store_audience audience);

/*
 * Put `after` in the place of `before`, with mode and, as far as the system
 * lets it, owner of that file.  ESTALE: something else stands there by now.
 */
enum store_result store_edit(
	const char *path, const struct buf *before, const struct buf *after);

/*
 * Make `path` hold exactly `bytes` in place, which takes no room on a full
 * disk when as many stood there before.  A reader may see half of it: for small
 * disposable files that are checked when they are read, in a folder that is
 * there.  Returns 0, or -1 with errno; ELOOP as above.
 */
int store_overwrite(const char *path, const struct buf *bytes);

/*
 * Make sure that there is no file at `path`.  Returns 0, or -1 with errno:
 * ELOOP when a folder on the way is a link.
 */
int store_remove(const char *path);

/*
 * Make sure that what was put into a folder is found there after a power cut.
 * Returns 0, or -1 with errno.
 */
int store_sync_folder(const char *folder);

/*
 * Whether a file system refuses what is only nice to have: a mode, a time, a
 * lock, that it waits for the disk.  Other errors may mean that words are lost.
 */
bool store_is_refusal(int error);

/* What an errno that a function here has left means for the file. */
const char *store_explain(int error);

#endif
