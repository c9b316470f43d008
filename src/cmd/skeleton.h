/*
 * Records to start from: sound, and drafts wherever they could be published.
 */
#ifndef CMD_SKELETON_H
#define CMD_SKELETON_H

#include "base/buf.h"
#include "model/event.h"
#include "model/publisher.h"

/* publisher.xml of a site that `init` makes. */
void skeleton_publisher(struct buf *out);

/* series.xml with a place for the title in the first language. */
void skeleton_series(struct buf *out, const struct publisher *publisher);

void skeleton_event(struct buf *out, const char *uid);

/* LANG.xml with a place for all that the event's first text says. */
void skeleton_text(
	struct buf *out, const struct event *event, const char *language);

#endif
