/*
 * Fragments that stay in their feed as they stand there: all that is known of
 * them is what their bytes tell.
 */
#ifndef PLAN_STANDING_H
#define PLAN_STANDING_H

#include "plan/plan.h"

/*
 * Make a fragment of one that stands in this feed, with what is needed to put
 * it into its place among others.  Its bytes and id are borrowed.  NULL: they
 * do not tell.
 */
struct fragment *standing_read(struct pool *pool, const struct feed *feed,
	const struct published_fragment *published);

/* The time that a VEVENT tells; NULL: none that could be understood. */
struct sitting *standing_sitting(
	struct pool *pool, const char *uid, const char *bytes, size_t length);

#endif
