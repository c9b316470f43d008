/*
 * Pages for people: the rows of feeds.c whose format is one.  Such a feed is
 * put together from fragments of its own: one for each meeting on the page of
 * its series, one alone on the page of a meeting; meetings, releases and series
 * on pages of the site, of parties and of topics.
 */
#ifndef PLAN_PAGES_H
#define PLAN_PAGES_H

#include "plan/plan.h"

/*
 * Plan the pages of all meetings that are planned, and what they have on other
 * pages.
 */
void pages_plan(struct plan *plan);

/* Give each feed that is a page what it shows. */
void pages_give(struct plan *plan, struct feeds *feeds);

/* Each party and topic that has a feed has a page. */
void pages_add_subjects(struct plan *plan, struct feeds *feeds);

/* Tell pages which feeds there are. */
void pages_link(struct plan *plan);

/* Whether there are more pages than a sitemap can name. */
bool pages_are_many(const struct plan *plan);

/* The path of the page about a meeting or, if it has none, its series. */
const char *pages_home(struct pool *pool, const struct publisher *publisher,
	const struct event *event, const char *language);

#endif
