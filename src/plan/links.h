/*
 * What feeds know of each other.
 */
#ifndef PLAN_LINKS_H
#define PLAN_LINKS_H

#include "plan/feeds.h"

/* Archives, other languages and calendars, for every feed. */
void links_make(struct pool *pool, const struct publisher *publisher,
	struct feeds *feeds);

/*
 * Whether readers of a feed are led to the other one, in the same language: a
 * language that cannot be written does not hold back the others.
 */
bool links_lead_to(const struct feed *feed, const struct feed *other);

#endif
