/*
 * Reading back what was written, before it is published: calendars by
 * libical, Atom by libxml2, each held against what the records say.
 */
#ifndef PROVE_PROVE_H
#define PROVE_PROVE_H

#include "base/buf.h"
#include "model/feed.h"

/*
 * Returns 0 when the bytes are this feed, whole and right; else -1, and what
 * is wrong goes to `problem`.
 */
int prove_feed(
	const struct feed *feed, const struct buf *bytes, struct buf *problem);

#endif
