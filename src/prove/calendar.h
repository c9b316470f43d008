/*
 * A published calendar, read back line by line (RFC 5545, 3.1).
 */
#ifndef PROVE_CALENDAR_H
#define PROVE_CALENDAR_H

#include <stddef.h>
#include "base/buf.h"
#include "base/pool.h"

/* BEGIN is a line; END is none. */
struct line {
	const char *within; /* the component around: "VEVENT", "" */
	const char *name; /* "DTSTART" */
	const char *parameters; /* ";TZID=Asia/Tokyo"; "" for none */
	const char *value; /* as written, unfolded */
};

struct calendar {
	struct pool pool;
	struct line *lines;
	size_t count;
};

/*
 * Returns 0, or -1 when lines or components are not what RFC 5545 wants, and
 * says so in `problem`.  The calendar is released either way.
 */
int calendar_read(struct calendar *calendar, const struct buf *bytes,
	struct buf *problem);

void calendar_release(struct calendar *calendar);

/*
 * Append a TEXT without its escapes (RFC 5545, 3.3.11).  Returns -1 where one
 * is wrong or missing.
 */
int calendar_put_text(struct buf *out, const char *value);

#endif
