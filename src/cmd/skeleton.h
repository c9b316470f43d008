/*
 * Records to start from: sound, and drafts wherever they could be published.
 */
#ifndef CMD_SKELETON_H
#define CMD_SKELETON_H

#include "base/buf.h"
#include "model/event.h"
#include "model/publisher.h"
#include "write/markup.h"

/* publisher.xml of a site that `init` makes. */
void skeleton_publisher(struct buf *out);

/* series.xml with a place for the title in the first language. */
void skeleton_series(struct buf *out, const struct publisher *publisher);

/* The declaration, and which grammar a record of that kind follows. */
struct markup *skeleton_open(
	struct buf *out, const char *kind, const char *above);

/* event.xml of a session; what the last one had and this one must be told. */
void skeleton_event(
	struct buf *out, const struct event *event, const struct event *last);

/* LANG.xml of a session, with the persons that the last one's text names. */
void skeleton_next_text(
	struct buf *out, const struct event *event, const struct text *last);

/* LANG.xml with a place for all that the event's first text says. */
void skeleton_text(
	struct buf *out, const struct event *event, const char *language);

#endif
