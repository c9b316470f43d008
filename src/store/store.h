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

#include "base/content.h"

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

/*
 * Make `path` hold exactly `bytes`; folders on the way are made.  ELOOP: one
 * of them is a link; only the first may be one.
 */
enum store_result store_put(const char *path, const struct buf *bytes,
	enum store_audience audience);

/*
 * Make `path` hold exactly `bytes` in place, which takes no room on a full
 * disk when as many stood there before.  A reader may see half of it: for small
 * disposable files that are checked when they are read, in a folder that is
 * there.  Returns 0, or -1 with errno.
 */
int store_overwrite(const char *path, const struct buf *bytes);

/*
 * Many files, which come into place in the order in which they were put, but
 * are written and wait for the disk together.
 *
 *	struct store_batch *batch = store_batch_new(jobs, told, data);
 *	store_batch_put(batch, path, &content, STORE_PUBLIC, NULL);
 *	... more of them ...
 *	store_batch_finish(batch);
 *	store_batch_free(batch);
 */
struct store_batch;

/*
 * `told` learns what became of each file that was put, with its note.
 * STORE_FAILED: errno says why, and the old file is untouched.  So many as
 * `jobs` are written at once.
 */
struct store_batch *store_batch_new(size_t jobs,
	void (*told)(void *data, const char *path, enum store_result result,
		const char *note),
	void *data);

/*
 * Make `path` hold exactly the content, which is taken over and is empty then;
 * what it has borrowed has to stay until the file was told of.  That is later:
 * when there are many, or all of them are wanted.  The note is only handed on.
 */
void store_batch_put(struct store_batch *batch, const char *path,
	struct content *content, enum store_audience audience,
	const char *note);

/* All that was put is in place, or could not be. */
void store_batch_finish(struct store_batch *batch);

/* What is not in place is given up. */
void store_batch_free(struct store_batch *batch);

/* Make sure that there is no file at `path`.  Returns 0, or -1 with errno. */
int store_remove(const char *path);

/* Remove what a run that was killed has left beside files below a folder. */
void store_sweep(const char *folder);

/*
 * Make sure that what was put into a folder is found there after a power cut.
 * Returns 0, or -1 with errno.
 */
int store_sync_folder(const char *folder);

/* 1 when the file already holds exactly this; 0 when not, or when none. */
int store_holds(const char *path, const struct content *content);

/*
 * Lock a folder against another run, waiting for at most `seconds`.  The lock
 * ends with the process.  Returns -1 with errno (EWOULDBLOCK: another run
 * still has it), else 0.
 */
int store_lock(const char *folder, int seconds);

/* 1 while a run has the folder locked, else 0. */
int store_is_locked(const char *folder);

#endif
