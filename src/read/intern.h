/*
 * Texts that records say again and again, such as names and places: each is
 * kept once.
 *
 *	struct intern intern = {NULL};
 *	const char *name = intern_text(&intern, pool, bytes, length);
 *	intern_release(&intern);
 */
#ifndef READ_INTERN_H
#define READ_INTERN_H

#include <stddef.h>
#include "base/pool.h"

struct intern {
	struct intern_slot *slots; /* open addressing */
	size_t slot_count; /* 0, or a power of two */
	size_t count;
};

/*
 * These bytes with a NUL behind, in `pool`, which must be the same each time.
 * Nobody may change them.
 */
const char *intern_text(struct intern *intern, struct pool *pool,
	const char *bytes, size_t length);

/* Forget them all; they stay in their pool. */
void intern_release(struct intern *intern);

#endif
