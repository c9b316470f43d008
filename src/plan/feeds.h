/*
 * Which feeds there are: a table, in feeds.c.
 */
#ifndef PLAN_FEEDS_H
#define PLAN_FEEDS_H

#include <stddef.h>
#include "base/pool.h"
#include "model/feed.h"
#include "model/site.h"
#include "plan/published.h"

struct feeds {
	struct feed **items; /* in byte order of their paths */
	size_t count;
};

/*
 * Put every fragment into the feeds that it belongs to, in the order in which
 * files show them: meetings by their start, entries the newest first.  What is
 * kept as published stays in the feeds in which it stands.  Feeds live in
 * `pool`.
 */
struct feeds feeds_make(struct pool *pool, const struct site *site,
	struct fragment **fragments, size_t count, struct published *published,
	instant now);

/* Whether the event has a calendar of its own. */
int feeds_has_event_file(const struct site *site, const struct event *event);

#endif
