/*
 * What may be shown today.  Drafts and what is under embargo are hidden here,
 * once, before anything else looks at the records.
 */
#ifndef MODEL_DUE_H
#define MODEL_DUE_H

#include "model/site.h"

/*
 * Hide every event, text and release that is a draft or whose embargo has not
 * ended at `now`.  Texts go behind those that are shown; events and releases
 * are marked as hidden.
 */
void due_apply(struct site *site, instant now);

/*
 * The first moment after `now` at which an embargo ends, to `*next`.
 * Returns 0, or -1 when there is none.  Looks at all records, so it is asked
 * before due_apply().
 */
int due_next(const struct site *site, instant now, instant *next);

#endif
