/*
 * Pages for people: the rows of feeds.c whose format is one.  Such a feed is
 * made of fragments of its own: one for each series on pages of the site, one
 * alone on a page of a series or a meeting.
 */
#ifndef PLAN_PAGES_H
#define PLAN_PAGES_H

#include "plan/plan.h"

/* Plan the pages of all meetings that are planned. */
void pages_plan(struct plan *plan);

/* Tell pages which feeds there are. */
void pages_link(struct plan *plan);

/* Whether there are more pages than a sitemap can name. */
bool pages_are_many(const struct plan *plan);

/* The path of the page about a meeting or, if it has none, its series. */
const char *pages_home(struct pool *pool, const struct publisher *publisher,
	const struct event *event, const char *language);

#endif
