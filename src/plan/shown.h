/*
 * What feeds show of records.  The ledger is served beside the feeds and holds
 * no other words.
 */
#ifndef PLAN_SHOWN_H
#define PLAN_SHOWN_H

#include "base/pool.h"
#include "model/site.h"
#include "plan/ledger.h"

/*
 * The publisher without phrases, and without the parties, bodies, topics and
 * notices that neither a meeting of the site names nor a feed of `next` that
 * goes on, nor `before` has: the publisher as published, or NULL.  With
 * `before`, what feeds have shown once stays for as long as publisher.xml has
 * it, so that a run that reads a part of the site finds what one that reads all
 * of it finds.
 */
struct publisher shown_publisher(struct pool *pool, const struct site *site,
	const struct ledger *next, const struct publisher *before);

/*
 * The series without words in languages that no feed has or borrows from, and
 * without the bodies that neither one of its `count` meetings names nor
 * `before` has: the series as published, or NULL.
 */
struct series shown_series(struct pool *pool, const struct publisher *publisher,
	const struct series *series, const struct series *before,
	struct published *const *meetings, size_t count);

/*
 * The meeting itself; or a copy, when it has texts that are partial or in
 * languages without feeds: of these it keeps what feeds show.
 */
const struct event *shown_event(struct pool *pool,
	const struct publisher *publisher, const struct event *event);

#endif
