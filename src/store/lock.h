/*
 * The lock of what is written: a hidden file in feeds/ that stands there while
 * a run writes.  Whoever may write to the folder may open it, and nobody else,
 * so that readers cannot hold it.
 *
 *	struct lock lock;
 *	if (lock_take(&lock, "feeds", 30) != 0) ...
 *	lock_release(&lock);
 */
#ifndef STORE_LOCK_H
#define STORE_LOCK_H

#include <stdbool.h>
#include "base/buf.h"

struct lock {
	const char *folder; /* borrowed */
	struct buf path; /* of the file */
	int file; /* -1: none */
	bool is_folder_new; /* it was made for the lock */
};

/*
 * Lock a folder against another run, waiting for at most `seconds`; a folder
 * that is missing is made.  The lock ends with the process at the latest.
 * Returns 0, or -1 with errno: EWOULDBLOCK when another run still has it.
 */
int lock_take(struct lock *lock, const char *folder, int seconds);

/* Take the file away, and the folder that was made, if nothing came into it. */
void lock_release(struct lock *lock);

#endif
