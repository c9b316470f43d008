/*
 * Patterns of the phrase catalogues: "{title} ({number})".
 */
#ifndef MODEL_FILL_H
#define MODEL_FILL_H

#include <stdbool.h>
#include <stddef.h>
#include "base/buf.h"

struct filling {
	const char *name; /* "title" */
	const char *text; /* NULL: `number`, of at least `digits` digits */
	int number;
	int digits;
};

/* A piece of a pattern: words, or a name that stands in braces. */
struct piece {
	const char *bytes;
	size_t length;
	bool is_name;
};

/*
 * Take the next piece off the pattern; returns what is behind it, NULL when
 * there is none.
 */
const char *fill_next(const char *pattern, struct piece *piece);

/* Append the pattern, its {names} replaced; `fillings` end with NULL. */
void fill(struct buf *out, const char *pattern, const struct filling *fillings);

/* The same for a pattern with one name. */
void fill_one(struct buf *out, const char *pattern, const char *name,
	const char *text);

#endif
