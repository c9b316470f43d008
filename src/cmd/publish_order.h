/*
 * The order in which feeds come into place, so that readers find everything
 * all the time: what is new comes before what links to it, and a meeting is in
 * its new archive before it leaves the old one.  What cannot be written holds
 * back what needs it.
 */
#ifndef CMD_PUBLISH_ORDER_H
#define CMD_PUBLISH_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include "plan/plan.h"

enum stage {
	STAGE_NEW, /* nothing that readers know links to it yet */
	STAGE_ARCHIVES, /* with what is about to leave them */
	STAGE_FEEDS,
	STAGE_LEAVING, /* archives without what has left them */
	STAGE_COUNT,
};

struct publish_order {
	const struct feeds *feeds;
	char *is_new; /* of each feed */
	char *is_missing; /* it could not be written */
	size_t missing_count;
};

/* Looks which files stand in feeds/ by now; lives in `pool`. */
void publish_order_make(struct publish_order *order, struct pool *pool,
	const struct feeds *feeds);

/* Whether a feed has its turn in this stage. */
bool publish_order_is_in(
	const struct publish_order *order, size_t index, enum stage stage);

/* The feed at this path below feeds/ could not be written. */
void publish_order_miss(struct publish_order *order, const char *path);

/*
 * The missing feed that this one has to wait for: a new one that this one, as
 * written, links to, or an archive that does not hold yet what is to leave
 * this one.  NULL when there is none.
 */
const struct feed *publish_order_obstacle(
	const struct publish_order *order, size_t index, enum stage stage);

#endif
