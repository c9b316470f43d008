/*
 * Content lines of iCalendar (RFC 5545, 3.1).  libical escapes values and
 * parameters; ending and folding lines is done here, so that what is
 * published does not change with the library.
 */
#ifndef WRITE_CONTENTLINE_H
#define WRITE_CONTENTLINE_H

#include <libical/ical.h>
#include "base/buf.h"

enum { CONTENTLINE_OCTETS = 75 };

/*
 * Append `line` with CRLF, folded: no line has more than 75 octets, none is
 * cut inside a character or beside a blank.
 */
void contentline_put(struct buf *out, const char *line);

/* Append the value of a TEXT, escaped (RFC 5545, 3.3.11). */
void contentline_put_escaped(struct buf *out, const char *text);

/* Append the property and free it. */
void contentline_put_property(struct buf *out, icalproperty *property);

/* An X- property; its value is no prose and needs no escaping. */
void contentline_put_extension(
	struct buf *out, const char *name, const char *value);

/* The property with LANGUAGE, unless `language` is NULL; returns it. */
icalproperty *contentline_in_language(
	icalproperty *property, const char *language);

#endif
