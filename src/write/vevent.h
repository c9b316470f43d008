/*
 * One VEVENT (RFC 5545, 3.6.1): a sitting of a meeting in one language.
 * What is written follows from the fragment alone.
 */
#ifndef WRITE_VEVENT_H
#define WRITE_VEVENT_H

#include "base/buf.h"
#include "model/feed.h"

void vevent_put(struct buf *out, const struct fragment *fragment);

#endif
