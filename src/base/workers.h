/*
 * Work that is shared between processes.  Libraries that are not made for
 * threads do their part in processes of their own, and one that crashes takes
 * nothing with it: what it left undone is done again here.
 */
#ifndef BASE_WORKERS_H
#define BASE_WORKERS_H

#include <stddef.h>
#include "base/buf.h"
#include "base/mapped.h"

enum { WORKERS_MOST = 64 };

struct work {
	size_t count; /* pieces, told apart by their number */
	/* Do one piece and append what came out, in whatever process. */
	void (*make)(void *data, size_t piece, struct buf *out);
	/*
	 * What came out of a piece, in this process; in any order.  `result` is
	 * released behind it, so whoever keeps it leaves BUF_INIT there.
	 */
	void (*take)(void *data, size_t piece, struct buf *result);
	/*
	 * Where the results of other processes are mapped, for as long as they
	 * are wanted.  NULL: nobody keeps any.
	 */
	struct mapped *kept;
	/*
	 * NULL; or, when there is more than memory is worth, a folder: what
	 * comes out goes, a mebibyte at a time, to files that have no name
	 * there, and is taken when all is done.
	 */
	const char *folder;
	void *data;
};

/*
 * Do all pieces, in at most `jobs` processes, this one among them.  jobs is 1
 * to WORKERS_MOST.
 */
void workers_run(const struct work *work, size_t jobs);

#endif
