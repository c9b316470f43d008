/*
 * Several files of a folder that change together or not at all: each waits
 * beside its place, a list of them is put into place, then they are.  Whoever
 * finds the list finishes what it says.
 *
 *	commit_finish("feeds/ledger");
 *	commit_put_waiting(&name, "feeds/ledger", "x.xml");  write that file
 *	commit_files("feeds/ledger", changes, count);
 */
#ifndef STORE_COMMIT_H
#define STORE_COMMIT_H

#include <stdbool.h>
#include <stddef.h>
#include "base/buf.h"

struct commit_change {
	const char *name; /* of the file in the folder */
	bool is_removed; /* it goes; else the file that waits comes */
};

/* Append the path at which a file waits. */
void commit_put_waiting(struct buf *out, const char *folder, const char *name);

/*
 * Carry out the changes, all or none.  Returns 0, or -1 with errno; either what
 * was there is there still, or commit_finish() will do the rest.
 */
int commit_files(
	const char *folder, const struct commit_change *changes, size_t count);

/*
 * Finish changes that a run has left half done, and remove files that wait for
 * nothing.  Returns 0, also when there is no such folder, or -1 with errno.
 */
int commit_finish(const char *folder);

#endif
