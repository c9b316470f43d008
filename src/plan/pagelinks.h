/*
 * Which feeds a page names, once all feeds are known.
 */
#ifndef PLAN_PAGELINKS_H
#define PLAN_PAGELINKS_H

#include "plan/feeds.h"

struct page_links {
	struct pool *pool;
	const struct feeds *feeds;
	const struct subjects *subjects; /* NULL before the first page */
};

/* Tell a page; one that stays as it was in the last run needs none. */
void pagelinks_find(struct page_links *links, struct page *page);

#endif
