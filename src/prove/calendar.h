/*
 * A published calendar, read back: libical reads what it knows; PARTICIPANT,
 * VLOCATION and the properties of RFC 9073 and RFC 9253, which it would drop,
 * are read here.
 */
#ifndef PROVE_CALENDAR_H
#define PROVE_CALENDAR_H

#include <libical/ical.h>
#include <stddef.h>
#include "base/buf.h"
#include "base/pool.h"

/* A component that libical does not know, with its properties unescaped. */
struct extra {
	const char *kind; /* "PARTICIPANT" */
	const char *label; /* its NAME, or NULL */
};

/* What a VEVENT has beyond libical, in the order of the file. */
struct extras {
	struct extra *items;
	size_t count;
	size_t concepts;
};

struct calendar {
	struct pool pool;
	icalcomponent *component; /* without the extras */
	struct extras *events; /* one for each VEVENT */
	size_t event_count;
};

/*
 * Returns 0, or -1 when it is no calendar, and says in `problem` what is
 * wrong: lines, nesting, anything that libical does not understand.  The
 * calendar is released either way.
 */
int calendar_read(struct calendar *calendar, const struct buf *bytes,
	struct buf *problem);

void calendar_release(struct calendar *calendar);

#endif
