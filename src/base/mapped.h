/*
 * Files that are mapped for long and of which only a part is looked at now:
 * there may be more of them than memory.
 */
#ifndef BASE_MAPPED_H
#define BASE_MAPPED_H

#include <stdatomic.h>
#include <stddef.h>

struct mapped {
	struct mapped_file *files;
	size_t count;
	atomic_size_t seen; /* bytes, since pages were given back */
};

/* Map an open file of `size` bytes.  Returns NULL with errno if that fails. */
char *mapped_open(struct mapped *mapped, int file, size_t size);

/*
 * So many of the bytes were looked at, by whatever thread.  From time to time
 * their pages are given back to the system; they come again when they are
 * looked at.
 */
void mapped_see(struct mapped *mapped, size_t length);

/* No byte of them is there any more. */
void mapped_release(struct mapped *mapped);

#endif
