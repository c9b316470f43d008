/*
 * Pages for people: the rows of feeds.c whose format is one.  Such a feed is
 * made of fragments of its own: one for each series on pages of the site, one
 * alone on a page of a series or a meeting.
 */
#ifndef PLAN_PAGES_H
#define PLAN_PAGES_H

#include "plan/plan.h"

/*
 * Plan the pages of all meetings that are planned.  A meeting that is kept as
 * published is so on pages too: its page stays as it stands, and lists show it
 * as they did.  A series whose own record is bad is not told at all: its page,
 * and what the pages of the site say of it, stay as they stand.
 */
void pages_plan(struct plan *plan);

/*
 * A meeting whose folder has another name now keeps the page under the old
 * one, as it keeps its calendar there.
 */
void pages_add_former(struct pool *pool, struct feeds *feeds);

/* Tell pages which feeds there are. */
void pages_link(struct pool *pool, const struct feeds *feeds,
	struct fragment **fragments, size_t count);

/* The path of the page about a meeting or, if it has none, its series. */
const char *pages_home(struct pool *pool, const struct site *site,
	const struct event *event, const char *language);

/* What stands there instead of a fragment that came out wrong; else -1. */
int pages_take_back(struct plan *plan, struct fragment *fragment);

/*
 * Whether the page at a path below feeds/LANGUAGE/, of which `name` is the
 * part that feeds_kind_of() tells, is about nothing but what was forgotten.
 */
int pages_is_forgotten(const struct plan *plan, const struct feed_kind *kind,
	const char *name);

#endif
