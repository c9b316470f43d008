/*
 * What is told about meetings in changes.atom: what their history says, what
 * is found to differ from what was published, and corrections of releases.
 */
#ifndef PLAN_CHANGES_H
#define PLAN_CHANGES_H

#include <stddef.h>
#include "base/diag.h"
#include "base/pool.h"
#include "model/feed.h"
#include "plan/ledger.h"

struct changes {
	struct change_told *items; /* the oldest first */
	size_t count;
};

/* The one of this name, or NULL. */
struct change_told *changes_find(
	const struct changes *changes, const char *name);

/* Put the oldest first. */
void changes_sort(struct changes *changes);

/*
 * Announced, moved, postponed, cancelled: the same in all languages.  A change
 * keeps the date under which it was published first; one that is found now is
 * of the moment `now`.  All of it lives in `pool`.
 */
struct changes changes_of_event(struct pool *pool,
	const struct published *before, const struct publisher *publisher,
	const struct event *event, instant now);

/*
 * Corrections of a release as the view shows it.  One that was not published
 * yet is later than `updated`, when the entry changed last, and of `now` when
 * its own date is ahead.
 */
struct changes changes_of_release(struct pool *pool,
	const struct published *before, const struct view *view,
	const struct release *release, instant updated, instant now);

/* Say which lines of history are missing from the record. */
void changes_advise(const struct changes *changes,
	const struct publisher *publisher, const struct event *event,
	struct diag *diag);

/*
 * What was published under this item and the same id; NULL: nothing.  It may
 * stand in the feed of another language, which shows the same words.
 */
const struct row *changes_recall(const struct published *before,
	const struct view *view, enum row_kind kind, const char *item);

#endif
