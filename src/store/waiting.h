/*
 * A file that is written beside its place and not there yet.
 */
#ifndef STORE_WAITING_H
#define STORE_WAITING_H

#include "store/store.h"

struct waiting {
	struct buf path, temporary;
	enum store_audience audience;
	int fd;
};

/* As store_holds(); -1 with errno when the file cannot be read. */
int waiting_compare(const char *path, const struct buf *bytes);

/*
 * Write the bytes beside `path`.  Returns 0, or -1 with errno and nothing
 * left behind.
 */
int waiting_write(struct waiting *file, const char *path,
	const struct buf *bytes, enum store_audience audience);

/* Ask the disk to begin with it, and wait until it is there: 0, or -1. */
void waiting_begin_sync(const struct waiting *file);
int waiting_sync(const struct waiting *file);

/* Rename it, or give it up.  Both release the file.  Returns 0, or -1. */
int waiting_place(struct waiting *file);
void waiting_give_up(struct waiting *file);

#endif
