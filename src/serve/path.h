/*
 * From the path of an address to a file below feeds/, and to nothing else.
 */
#ifndef SERVE_PATH_H
#define SERVE_PATH_H

#include <stdbool.h>
#include <sys/stat.h>

/*
 * Whether a feed could have this path below feeds/: names of ASCII letters,
 * digits, '-', '_' and '.', of 255 bytes at most and without a dot in front,
 * with one slash between them.  An empty name at the end is a folder's.
 * Nothing is decoded: no feed needs a '%' in its address.
 */
bool path_is_possible(const char *path);

/*
 * Open a regular file below feeds/ for reading; no link is followed, at no
 * step.  The path is a possible one.  Returns -1 with errno, EISDIR for a
 * folder.
 */
int path_open(const char *path, struct stat *status);

#endif
