/*
 * What a record says that may be meant otherwise, and is published as it is.
 */
#ifndef PLAN_ADVICE_H
#define PLAN_ADVICE_H

#include "base/diag.h"
#include "model/event.h"
#include "model/publisher.h"

/* Advice about an address that is an example's, before anything has it. */
void advice_on_publisher(const struct publisher *publisher, struct diag *diag);

/*
 * Advice about what is to be seen of an event at `now`: texts in languages that
 * nobody listed, dates that are ahead of what they date, words and facts that
 * do not go together.
 */
void advice_on_event(const struct publisher *publisher,
	const struct event *event, struct diag *diag, instant now);

#endif
