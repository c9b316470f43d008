/*
 * The bytes of a record file: whether they are text at all, and where in them
 * things stand.  The parser works on a copy in which what was complained
 * about is blanked out, so that one run can report everything.
 */
#ifndef READ_SOURCE_H
#define READ_SOURCE_H

#include <stddef.h>
#include "base/buf.h"
#include "base/diag.h"

struct source {
	const char *path;
	struct buf text;
};

/*
 * Report an encoding other than UTF-8, characters that XML forbids, and every
 * '&' that starts neither one of the five entities nor a character reference
 * (`&nbsp;`, `R & D`); those are replaced by '?'.  Returns 0 when the source
 * can be parsed, -1 when that would only bring more complaints.
 */
int source_check(struct source *source, struct diag *diag);

/* Line and column of a byte of the source. */
struct pos source_pos(const struct source *source, const char *byte);

/* The first occurrence of `text`, or the start of the source. */
const char *source_find(const struct source *source, const char *text);

/* The '<' of the tag that the parser has read up to `offset`. */
const char *source_tag_start(const struct source *source, size_t offset);

/* The attribute's name in the tag at `tag`. */
const char *source_find_attribute(
	const struct source *source, const char *tag, const char *name);

#endif
