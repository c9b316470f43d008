/*
 * The files below a folder; litter and what starts with a dot is passed over,
 * links are not followed.
 */
#ifndef SERVE_TREE_H
#define SERVE_TREE_H

#include <stdint.h>
#include <sys/stat.h>

/* A file or a folder, by its path below the folder that is walked through. */
typedef void tree_visit(
	void *data, const char *path, const struct stat *status);

/* Visit all, in no order.  What cannot be read is not there. */
void tree_walk(const char *folder, tree_visit *visit, void *data);

/* Another number when a file below the folder is another one. */
uint64_t tree_stamp(const char *folder);

#endif
