/*
 * A published event over a record of it, while parts of the one take the place
 * of parts of the other; see substitute.h.
 */
#ifndef PLAN_OVERLAY_H
#define PLAN_OVERLAY_H

#include "base/diag.h"
#include "model/site.h"

struct overlay {
	struct site *site;
	struct event *event;
	const struct event *published;
	struct diag *diag;
};

/* The same `size` bytes once more; `items` may be NULL when there are none. */
void *overlay_copy(struct site *site, const void *items, size_t size);

/* The same items, with room for one more of `size` bytes behind them. */
void *overlay_with_room(
	struct site *site, const void *items, size_t count, size_t size);

/* The person of the event who was published under this uid, or NULL. */
const struct person *overlay_person(const struct event *event, const char *uid);

#endif
