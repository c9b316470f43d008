/*
 * A file on its way: its bytes, then beside its place, then there.
 */
#ifndef STORE_WAITING_H
#define STORE_WAITING_H

#include "base/content.h"
#include "store/store.h"

struct waiting {
	struct buf path, temporary;
	enum store_audience audience;
	struct content content;
	int fd; /* of the file beside its place; -1: there is none */
};

/* The content is taken over and is empty then. */
void waiting_begin(struct waiting *file, const char *path,
	struct content *content, enum store_audience audience);

/*
 * Whether its place holds the same: 1 or 0; -1 with errno when nobody can tell.
 */
int waiting_compare(const struct waiting *file);

/*
 * Make an empty file beside the place.  Not for several threads at once: the
 * mask of modes belongs to the process.  Returns 0, or -1 with errno.
 */
int waiting_open(struct waiting *file);

/* Write the bytes there, and ask the disk to begin with them.  Likewise. */
int waiting_fill(const struct waiting *file);

/* Wait until they are on the disk.  Likewise. */
int waiting_sync(const struct waiting *file);

/* Rename it; of one that cannot be, nothing is left beside it.  Likewise. */
int waiting_place(struct waiting *file);

/* Take away what is beside the place; errno stays. */
void waiting_give_up(struct waiting *file);

/* Free what the file has come to hold. */
void waiting_release(struct waiting *file);

#endif
