/*
 * Where the words of a record and its facts, or two of its facts, do not go
 * together, so that one of them is probably mistaken.
 */
#ifndef PLAN_DOUBTS_H
#define PLAN_DOUBTS_H

#include "base/diag.h"
#include "model/event.h"

/* Advice about what is to be seen of the event; `today` is a day. */
void doubts_on_event(
	const struct event *event, struct diag *diag, struct when today);

#endif
