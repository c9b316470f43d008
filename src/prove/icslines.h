/*
 * What a VEVENT ought to be.
 */
#ifndef PROVE_ICSLINES_H
#define PROVE_ICSLINES_H

#include "base/buf.h"
#include "model/feed.h"

/*
 * Append a line for each property, unfolded, without escapes, and for each
 * BEGIN.  Without values are DESCRIPTION, which holds more than a record says,
 * and the UID of a component.
 */
void icslines_expect(struct buf *out, const struct fragment *fragment);

#endif
