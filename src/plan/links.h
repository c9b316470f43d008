/*
 * What feeds know of each other.
 */
#ifndef PLAN_LINKS_H
#define PLAN_LINKS_H

#include "plan/feeds.h"

/* Archives, other languages and calendars, for every feed. */
void links_make(struct pool *pool, const struct publisher *publisher,
	struct feeds *feeds);

#endif
