/*
 * Files that readers see whole: the old one or the new one, never half of
 * one.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/buf.h"

enum store_result {
	STORE_FAILED = -1, /* errno says why; the old file is untouched */
	STORE_SAME = 0, /* already had these bytes; nothing written */
	STORE_WRITTEN = 1,
};

enum store_audience {
	STORE_PUBLIC, /* for everybody to read, whatever the umask says */
	STORE_PRIVATE, /* for those whom the umask allows */
	STORE_DISPOSABLE, /* likewise; it may be lost in a power cut */
};

/* Make `path` hold exactly `bytes`; folders on the way are made. */
enum store_result store_put(const char *path, const struct buf *bytes,
	enum store_audience audience);

/* Make sure that there is no file at `path`.  Returns 0, or -1 with errno. */
int store_remove(const char *path);

/*
 * Make sure that what was put into a folder is found there after a power cut.
 * Returns 0, or -1 with errno.
 */
int store_sync_folder(const char *folder);

/* 1 when the file already holds these bytes, 0 when not, or when none. */
int store_holds(const char *path, const struct buf *bytes);

/*
 * Lock a folder against another run, waiting for at most `seconds`.  The lock
 * ends with the process.  Returns -1 with errno (EWOULDBLOCK: another run
 * still has it), else 0.
 */
int store_lock(const char *folder, int seconds);

/* 1 while a run has the folder locked, else 0. */
int store_is_locked(const char *folder);

#endif
