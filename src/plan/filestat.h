/*
 * What the files below events/ looked like: enough to tell whether any of them
 * has changed without opening it.  Names are kept as hashes, so that nothing
 * under embargo can be read from what is stored.
 */
#ifndef PLAN_FILESTAT_H
#define PLAN_FILESTAT_H

#include <stddef.h>
#include <stdint.h>
#include "base/buf.h"
#include "model/site.h"

/* A file by its stat; moments in nanoseconds. */
struct stat_stamp {
	uint64_t size, inode;
	int64_t modified, changed; /* mtime, ctime */
};

/*
 * Returns 0, or -1 with errno when there is no such regular file.  The second
 * one follows links.
 */
int stat_stamp_of(const char *path, struct stat_stamp *stamp);
int stat_stamp_linked(const char *path, struct stat_stamp *stamp);

struct filestat {
	uint64_t path; /* hash of the whole path */
	uint64_t folder; /* of that of the folder it is in; 0: it is one */
	uint64_t content; /* hash of the bytes; 0: not known */
	struct stat_stamp stamp; /* all 0: it may change unseen */
};

struct filestats {
	struct filestat *files; /* in the order in which folders list them */
	size_t count;
	struct buf names; /* paths, ended by NUL; see `name_offsets` */
	uint32_t *name_offsets;
};

/*
 * Walk through events/, which may be a link, before any record is read, in at
 * most so many threads when there is much to look at.  Files that changed in
 * the last moments before are not trusted.  Returns 0, or -1 with errno.
 */
int filestat_walk(struct filestats *stats, size_t threads);

/* Fill in what was read of each file. */
void filestat_take_contents(struct filestats *stats, const struct site *site);

/* The path of a file. */
const char *filestat_name(const struct filestats *stats, size_t index);

void filestat_release(struct filestats *stats);

#endif
