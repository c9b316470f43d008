/*
 * Which feeds there are: a table, in feeds.c.
 */
#ifndef PLAN_FEEDS_H
#define PLAN_FEEDS_H

#include <stddef.h>
#include "base/pool.h"
#include "model/feed.h"
#include "model/site.h"

struct feeds {
	struct feed **items; /* in byte order of their paths */
	size_t count;
};

/*
 * Put every fragment into the feeds that it belongs to.  The fragments are in
 * the order in which the files show them.  Feeds live in `pool`.
 */
struct feeds feeds_make(struct pool *pool, const struct site *site,
	struct fragment **fragments, size_t count, instant now);

#endif
