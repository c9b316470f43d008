/*
 * What readers see as new: changes, as changes.atom tells them, and releases.
 */
#ifndef PLAN_TELLING_NEWS_H
#define PLAN_TELLING_NEWS_H

#include "plan/teller.h"

/* Tell of changes; returns which kinds there are, as bits. */
unsigned telling_news_changes(struct teller *it);

/* Tell of releases that were not published before. */
void telling_news_releases(struct teller *it);

#endif
