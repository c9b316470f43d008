/*
 * Reading that is shared between threads.  Each has a reader of its own, which
 * fills a site and a diag of its own; in the end all are one again, as if one
 * reader had read everything in its order.
 */
#ifndef READ_PARALLEL_H
#define READ_PARALLEL_H

#include "read/reader.h"

/* Things to be read, told apart by their number. */
struct parallel_work {
	size_t count;
	void (*read)(struct reader *reader, void *data, size_t index);
	void *data;
};

/*
 * Read them all, in at most `threads` threads, this one among them.  What
 * `reader` knows of the publisher is known to each of them.
 */
void parallel_read(struct reader *reader, const struct parallel_work *work,
	size_t threads);

#endif
