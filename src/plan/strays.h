/*
 * Feeds that stand in feeds/ and have left the plan, because nothing belongs
 * to them any longer.  Whoever reads them goes on to see what stood there last,
 * in its present form; an address is never emptied.
 */
#ifndef PLAN_STRAYS_H
#define PLAN_STRAYS_H

#include "plan/feeds.h"

/*
 * Add a feed for each of them that holds fragments which are still published.
 * The paths of those that hold none go to `dead`: their files stay as they
 * are.
 */
void strays_add(struct pool *pool, const struct site *site,
	struct published *published, struct fragment **fragments, size_t count,
	struct feeds *feeds);

#endif
