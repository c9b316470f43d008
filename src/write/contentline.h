/*
 * Content lines of iCalendar (RFC 5545, 3.1).  What is written here is read
 * back by libical before it is published.
 *
 *	size_t line = contentline_begin(out, "SUMMARY");
 *
 *	contentline_put_parameter(out, "LANGUAGE", "fr");
 *	contentline_put_escaped(out, title);
 *	contentline_end(out, line);
 */
#ifndef WRITE_CONTENTLINE_H
#define WRITE_CONTENTLINE_H

#include "base/buf.h"

enum { CONTENTLINE_OCTETS = 75 };

/*
 * Append `line` with CRLF, folded: no line has more than 75 octets, none is
 * cut inside a character or beside a blank.
 */
void contentline_put(struct buf *out, const char *line);

/* Append a name; where the line starts goes to contentline_end(). */
size_t contentline_begin(struct buf *out, const char *name);

/*
 * Append a parameter whose value needs no quotes (RFC 5545, 3.1: it has none of
 * `",:;`); nothing when that is NULL.
 */
void contentline_put_parameter(
	struct buf *out, const char *name, const char *value);

/* Append ":" and the value of a TEXT, escaped (RFC 5545, 3.3.11). */
void contentline_put_escaped(struct buf *out, const char *text);

/* Append ":" and a value of another type, as it is. */
void contentline_put_plain(struct buf *out, const char *value);

/* Fold the line that starts at `start`, and end it with CRLF. */
void contentline_end(struct buf *out, size_t start);

/* A whole line: a TEXT with LANGUAGE, unless that is NULL; another value. */
void contentline_put_text(struct buf *out, const char *name,
	const char *language, const char *text);
void contentline_put_value(
	struct buf *out, const char *name, const char *value);

/* Append `text` escaped as a TEXT is. */
void contentline_escape(struct buf *out, const char *text);

#endif
