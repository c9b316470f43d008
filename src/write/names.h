/*
 * What feeds are called, and who they are.
 */
#ifndef WRITE_NAMES_H
#define WRITE_NAMES_H

#include "base/buf.h"
#include "model/feed.h"

/*
 * The name of a feed for people; of a calendar without comma, semicolon and
 * backslash, which some programs show escaped.
 */
void names_put_title(struct buf *out, const struct feed *feed);

/* One sentence on it, under the same rule. */
void names_put_description(struct buf *out, const struct feed *feed);

/* RFC 4151: an id that does not move with addresses or titles. */
void names_put_id(struct buf *out, const struct feed *feed);

/* The address of a path below feeds/. */
void names_put_address(
	struct buf *out, const struct publisher *publisher, const char *path);

/* The page that leads to a feed: ours, or the publisher's base. */
void names_put_home(struct buf *out, const struct feed *feed);

#endif
