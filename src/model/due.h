/*
 * What may be shown today.  Drafts, what is under embargo and what nobody
 * asked for are hidden here, once, before anything else looks at the records.
 */
#ifndef MODEL_DUE_H
#define MODEL_DUE_H

#include "model/site.h"

/*
 * Hide the event, its texts and its releases that are drafts or whose embargo
 * has not ended at `now`, and texts in languages that the publisher does not
 * list; what was published already is not hidden again for these reasons.
 * `published` is the event as it was published, or NULL.  Texts go behind those
 * that are shown; events and releases are marked as hidden.
 */
void due_hide(const struct publisher *publisher, struct event *event,
	const struct event *published, instant now);

/*
 * For a preview: hide nothing but texts in languages that are not listed, and
 * mark what due_hide() would hide: "[Draft] ", "[Embargo 2026-05-29T18:00] " is
 * shown in front of titles.  Such texts come behind the others, and lend no
 * words to them.  Marks live in `pool`.
 */
void due_mark(struct pool *pool, const struct publisher *publisher,
	struct event *event, instant now);

/*
 * The first moment after `now` at which an embargo ends, to `*next`, and that
 * of each event to its `due`.  Returns 0, or -1 when there is none.  Looks at
 * all that was read, so it is asked before due_hide().
 */
int due_next(struct site *site, instant now, instant *next);

#endif
