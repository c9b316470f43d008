/*
 * Objects that both kinds of JSON show; dialogue-feeds(7) describes them.
 */
#ifndef WRITE_JSONPARTS_H
#define WRITE_JSONPARTS_H

#include "model/feed.h"
#include "write/json.h"

/*
 * The members that an object about a meeting starts with.  `calendar` is the
 * path of its own .ics, or NULL.
 */
void jsonparts_put_event(
	struct json *json, const struct view *view, const char *calendar);

/* The member "translation": what kind of text is shown, or null. */
void jsonparts_put_translation(struct json *json, const struct view *view);

/* An address below the publisher's base; null for the path NULL. */
void jsonparts_put_address(struct json *json, const char *name,
	const struct publisher *publisher, const char *path);

/* A day, hour, month or year as in the record; null when absent. */
void jsonparts_put_when(
	struct json *json, const char *name, const struct when *when);

/* A day as in the record, or a moment in UTC. */
void jsonparts_put_date(
	struct json *json, const char *name, const struct date *date);

/* A moment, as RFC 3339 has it. */
void jsonparts_put_instant(struct json *json, const char *name, instant at);

/* What was gathered in the buf, which is released; null for nothing. */
void jsonparts_put_buf(struct json *json, const char *name, struct buf *buf);

/* What stands behind the objects of a feed: see struct writer. */
void jsonparts_put_tail(struct buf *out, const struct feed *feed);

#endif
