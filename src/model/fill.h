/*
 * Patterns of the phrase catalogues: "{title} ({number})".
 */
#ifndef MODEL_FILL_H
#define MODEL_FILL_H

#include "base/buf.h"

struct filling {
	const char *name; /* "title" */
	const char *text; /* NULL: `number`, of at least `digits` digits */
	int number;
	int digits;
};

/* Append the pattern, its {names} replaced; `fillings` end with NULL. */
void fill(struct buf *out, const char *pattern, const struct filling *fillings);

/* The same for a pattern with one name. */
void fill_one(struct buf *out, const char *pattern, const char *name,
	const char *text);

#endif
