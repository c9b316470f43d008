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

/* Write all bytes to an open file.  Returns 0, or -1 with errno. */
int file_write(int fd, const struct buf *bytes);

#endif
