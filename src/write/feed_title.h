/*
 * What feeds are called, and who they are.
 */
#ifndef WRITE_FEED_TITLE_H
#define WRITE_FEED_TITLE_H

#include "base/buf.h"
#include "model/feed.h"

/*
 * The name of a feed for people; of a calendar without comma, semicolon and
 * backslash, which some programs show escaped.
 */
void feed_title_put(struct buf *out, const struct feed *feed);

/* One sentence on it, under the same rule; returns its language. */
const char *feed_title_put_description(
	struct buf *out, const struct feed *feed);

/* RFC 4151: an id that does not move with addresses or titles. */
void feed_title_put_id(struct buf *out, const struct feed *feed);

/* The page that leads to a feed: ours, or the publisher's base. */
void feed_title_put_home(struct buf *out, const struct feed *feed);

#endif
