/*
 * From the path of an address to a file below feeds/, and to nothing else.
 */
#ifndef SERVE_PATH_H
#define SERVE_PATH_H

#include <sys/stat.h>
#include "base/buf.h"

/*
 * Append the path that follows the first slash of `raw`, with its %XX decoded.
 * Returns -1 for one that no file of a feed can have: with "." or ".." or
 * another name that starts with a dot, an empty name, a name over 255 bytes, a
 * slash, backslash or control character in a name, or a % that means nothing.
 */
int path_decode(struct buf *out, const char *raw);

/*
 * Open a regular file below feeds/ for reading; no link is followed, at no
 * step.  `path` has come out of path_decode().  Returns -1 with errno, EISDIR
 * for a folder.
 */
int path_open(const char *path, struct stat *status);

#endif
