/*
 * What of an original has changed since its translation was changed last: the
 * ledger keeps the words that stood then, as far as feeds showed them, for as
 * long as they differ.  A translation follows by any change of its own, if only
 * of its of-revision.
 */
#ifndef PLAN_SINCE_H
#define PLAN_SINCE_H

#include "base/pool.h"
#include "plan/ledger.h"

/*
 * The passages of the original of a text that said something else then, with
 * the words of then.  `before` is the meeting in the ledger, or NULL.
 */
struct passages since_of_text(struct pool *pool, const struct published *before,
	const struct publisher *publisher, const struct event *event,
	const struct text *text);

/* Note it in the next state of the meeting, of which `before` was the last. */
void since_note(struct pool *pool, struct published *after,
	const struct published *before, const struct publisher *publisher);

#endif
