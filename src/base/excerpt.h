/*
 * The line of a record that something is said about, as far as it is shown.
 */
#ifndef BASE_EXCERPT_H
#define BASE_EXCERPT_H

#include <stddef.h>
#include "base/buf.h"

struct excerpt {
	const char *text; /* borrowed from the record; no end of line */
	size_t length; /* 0: nothing to show */
	size_t place; /* the byte of it that is meant; may be its end */
	int is_cut_before, is_cut_behind; /* of a long line */
};

/*
 * The line of that number, with what is near the column; both count from 1,
 * columns in characters.  Line 0 is the file as a whole and shows nothing.
 */
struct excerpt excerpt_of(const struct buf *source, int line, int column);

#endif
