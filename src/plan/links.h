/*
 * What feeds know of each other.
 */
#ifndef PLAN_LINKS_H
#define PLAN_LINKS_H

#include "plan/feeds.h"

/* Bring the feeds into the order of their paths, in which they are found. */
void links_sort(struct feeds *feeds);

/* The feed at this path, or NULL. */
struct feed *links_find(const struct feeds *feeds, const char *path);

/* Archives, other languages and calendars, for every feed. */
void links_make(struct pool *pool, const struct publisher *publisher,
	struct feeds *feeds);

#endif
