/*
 * Content lines of iCalendar (RFC 5545, 3.1).  libical makes them from typed
 * properties: types, parameters, escaping and quoting are its own.  BEGIN, END
 * and folding are ours: libical 3 writes END:X for a component that it does
 * not know, and folds behind blanks.
 *
 *	contentline_begin(out, "VEVENT");
 *	contentline_put(out, icalproperty_new_uid(uid));
 *	contentline_end(out, "VEVENT");
 *
 * libical copies URIs and control characters as they are; what a record says
 * is checked when it is read.  libical is not made for threads: two threads of
 * a process must not write calendars at the same time.
 */
#ifndef WRITE_CONTENTLINE_H
#define WRITE_CONTENTLINE_H

#include <libical/ical.h>
#include "base/buf.h"
#include "model/when.h"

enum { CONTENTLINE_OCTETS = 75 };

/* Append "BEGIN:VEVENT", "END:VEVENT". */
void contentline_begin(struct buf *out, const char *component);
void contentline_end(struct buf *out, const char *component);

/* Append the line of `property`, and free the property. */
void contentline_put(struct buf *out, icalproperty *property);

/* The same of a text in a language; NULL: it is in none, or in two. */
void contentline_put_in(
	struct buf *out, const char *language, icalproperty *property);

/*
 * The same under another name: for a property that libical does not know, or
 * does not write well, `property` is another one of the type that is wanted.
 */
void contentline_put_as(
	struct buf *out, const char *name, icalproperty *property);

/* Append a property of no known type (RFC 5545, 3.8.8.2): X-WR-CALNAME. */
void contentline_put_x(struct buf *out, const char *name, const char *value);

/* Add LANGUAGE, unless that is NULL; returns `property`. */
icalproperty *contentline_in(icalproperty *property, const char *language);

/* The day or the clock time as libical has it, without a zone. */
struct icaltimetype contentline_time(const struct when *when);

/*
 * Append `line` with CRLF, folded: no line has more than 75 octets, none is
 * cut inside a character or beside a blank.
 */
void contentline_fold(struct buf *out, const char *line);

#endif
