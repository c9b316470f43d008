/*
 * Texts that records say again and again, such as names and places: each is
 * kept once.
 *
 *	struct known known = {NULL};
 *	const char *name = known_text(&known, pool, bytes, length);
 *	known_release(&known);
 */
#ifndef READ_KNOWN_H
#define READ_KNOWN_H

#include <stddef.h>
#include "base/pool.h"

struct known {
	struct known_slot *slots; /* open addressing */
	size_t slot_count; /* 0, or a power of two */
	size_t count;
};

/*
 * These bytes with a NUL behind, in `pool`, which must be the same each time.
 * Nobody may change them.
 */
const char *known_text(struct known *known, struct pool *pool,
	const char *bytes, size_t length);

/* Forget them all; they stay in their pool. */
void known_release(struct known *known);

#endif
