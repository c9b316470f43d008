/*
 * The parts of event.xml that have files of their own; see read_event().
 */
#ifndef READ_EVENT_PARTS_H
#define READ_EVENT_PARTS_H

#include "read/records.h"

/* The uid at the start of an attribute, or NULL. */
const char *event_take_uid(
	struct reader *reader, const struct element *element, const char *name);

/* The times of the record into the event, the main one first. */
void event_take_sittings(struct reader *reader, struct event *event,
	const struct element *element);

/*
 * Releases, those of other meetings that cover this one too, and history.
 * They count on the times being there.
 */
void event_take_releases(struct reader *reader, struct event *event,
	const struct element *element);
void event_take_history(struct reader *reader, struct event *event,
	const struct element *element);

#endif
