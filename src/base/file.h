/*
 * Whole files.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stddef.h>
#include "base/buf.h"

/*
 * Append the bytes of the regular file `path` to `out`.  Links are not
 * followed; devices and pipes are not read.  Returns 0, or -1 with errno:
 * ELOOP for a link, EINVAL for what is no file, EFBIG for more than `limit`
 * bytes.
 */
int file_read(const char *path, size_t limit, struct buf *out);

/* The same, but links are followed: for files of the system. */
int file_read_linked(const char *path, size_t limit, struct buf *out);

/* The same for what is left of a file that is open. */
int file_read_open(int fd, size_t limit, struct buf *out);

/*
 * As file_read() into an empty buf, but a large file is not copied: its bytes
 * stay in memory for as long as the program runs, and are not to be appended
 * to.  Whoever cuts it short meanwhile kills the run, as he could anyway.
 */
int file_map(const char *path, size_t limit, struct buf *out);

/*
 * Whether something stands at the path: 1 or 0; -1 with errno when nobody can
 * tell.
 */
int file_stands(const char *path);

/*
 * Whether the folders in front of the last name of a path are folders, as far
 * as they are there.  Returns 0, or -1 with errno: ELOOP for a link, which may
 * lead out of the site.  But events/ and feeds/ may stand elsewhere, if the one
 * who runs the site wants it so: a first name may be one, unless it is hidden.
 */
int file_check_folders(const char *path);

/*
 * Call `take` for every folder in front of the last name of a path, the
 * outermost first, until it returns something else than 0.  Returns that.
 */
int file_for_folders(const char *path,
	int (*take)(const char *folder, void *data), void *data);

/*
 * Close a file.  Returns `result` with its errno; of a result of 0, -1 when the
 * file cannot be closed.
 */
int file_close(int fd, int result);

/* Write all bytes to an open file.  Returns 0, or -1 with errno. */
int file_write(int fd, const struct buf *bytes);

#endif
