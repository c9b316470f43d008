/*
 * What RFC 9073 and RFC 9253 added to iCalendar: persons, the place, links
 * and subjects as data.  Programs that do not know them show the words of
 * DESCRIPTION instead; some refuse the whole calendar, so a publisher has to
 * ask for them with rich="yes".
 */
#ifndef WRITE_RFC9073_H
#define WRITE_RFC9073_H

#include "base/buf.h"
#include "model/feed.h"

/* Properties of a VEVENT: CONCEPT, REFID, LINK. */
void rfc9073_put_properties(struct buf *out, const struct fragment *fragment);

/* Components at its end: PARTICIPANT, then VLOCATION. */
void rfc9073_put_components(struct buf *out, const struct fragment *fragment);

#endif
