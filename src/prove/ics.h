/*
 * Calendars: a VEVENT by itself, and the frame of a feed, which is all of it
 * with an empty VEVENT in the place of all others.
 */
#ifndef PROVE_ICS_H
#define PROVE_ICS_H

#include "base/buf.h"
#include "model/feed.h"

/* What is wrong goes to `problem`: see compare.h. */
void ics_prove_vevent(const struct fragment *fragment, struct buf *problem);
void ics_prove_frame(
	const struct feed *feed, const struct buf *frame, struct buf *problem);

#endif
