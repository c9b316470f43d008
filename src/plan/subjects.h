/*
 * Parties, topics and selections that have feeds of their own, for pages to
 * name.
 */
#ifndef PLAN_SUBJECTS_H
#define PLAN_SUBJECTS_H

#include "plan/feeds.h"

/*
 * Those of each language of the publisher, in its order.  A feed that its last
 * member left is for those alone who know it.  The feeds are in the order of
 * their paths, and borrowed.
 */
const struct subjects *subjects_find(struct pool *pool,
	const struct publisher *publisher, const struct feeds *feeds);

#endif
