/*
 * The parts of event.xml that have files of their own; see read_event().
 */
#ifndef READ_EVENT_PARTS_H
#define READ_EVENT_PARTS_H

#include "read/records.h"

/* An event while it is read; any complaint about it sets `failed`. */
struct event_reading {
	struct reader *reader;
	struct event *event;
	int failed;
};

struct pool *event_pool(struct event_reading *reading);
struct diag *event_diag(struct event_reading *reading);

/* The uid at the start of an attribute, in lower case; or NULL. */
const char *event_take_uid(struct event_reading *reading,
	const struct element *element, const char *name);

/* The times of the record into the event, the main one first. */
void event_take_sittings(
	struct event_reading *reading, const struct element *element);

/*
 * Releases, those of other meetings that cover this one too, and history.
 * They count on the times being there.
 */
void event_take_releases(
	struct event_reading *reading, const struct element *element);
void event_take_history(
	struct event_reading *reading, const struct element *element);

#endif
