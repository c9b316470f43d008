/*
 * Fragments that stay in their feed as they stand there: all that is known of
 * them is what their bytes tell.
 */
#ifndef PLAN_STANDING_H
#define PLAN_STANDING_H

#include "plan/plan.h"

/*
 * Make a fragment from the bytes that stand in a feed of this format, enough
 * to put it into its place among others.  The bytes are borrowed.  NULL: they
 * do not tell.
 */
struct fragment *standing_read(struct pool *pool, const struct feed *feed,
	const char *id, const char *bytes, size_t length);

/* The time that a VEVENT tells; NULL: none that could be understood. */
struct sitting *standing_sitting(
	struct pool *pool, const char *uid, const char *bytes, size_t length);

#endif
