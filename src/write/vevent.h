/*
 * One VEVENT (RFC 5545, 3.6.1): a sitting of a meeting in one language.
 * What is written follows from the fragment alone.
 */
#ifndef WRITE_VEVENT_H
#define WRITE_VEVENT_H

#include "base/buf.h"
#include "model/feed.h"

void vevent_put(struct buf *out, const struct fragment *fragment);

/*
 * The same without the lines of its stamp (DTSTAMP, CREATED, LAST-MODIFIED,
 * SEQUENCE): two that differ say something else to subscribers.
 */
void vevent_put_unstamped(struct buf *out, const struct fragment *fragment);

#endif
