/*
 * What RFC 9073 and RFC 9253 added to iCalendar: persons, the place, links
 * and subjects as data.  Programs that do not know them show the words of
 * DESCRIPTION instead; a publisher can leave them out with rich="no".
 */
#ifndef WRITE_RICH_H
#define WRITE_RICH_H

#include "base/buf.h"
#include "model/feed.h"

/* Properties of a VEVENT: CONCEPT, REFID, LINK. */
void rich_put_properties(struct buf *out, const struct fragment *fragment);

/* Components at its end: PARTICIPANT, then VLOCATION. */
void rich_put_components(struct buf *out, const struct fragment *fragment);

#endif
