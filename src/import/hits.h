/*
 * Where a text has the words that it is searched for; see terms.h.
 */
#ifndef IMPORT_HITS_H
#define IMPORT_HITS_H

#include "import/terms.h"

struct hit {
	enum word_kind kind;
	size_t start, end; /* letters of the fold */
	const struct term *term;
	bool loose; /* the ends of its words differ */
};

struct hits {
	const struct fold *fold;
	struct hit *items; /* in order of start; the longest first */
	size_t count;
};

/* All that is found in a text; the hits are in the pool. */
struct hits hits_find(
	const struct terms *terms, struct pool *pool, const struct fold *fold);

/* The first hit of the kind that starts in there, or NULL. */
const struct hit *hits_first(
	const struct hits *hits, enum word_kind kind, size_t start, size_t end);

/* The one that starts there; the one that ends there; or NULL. */
const struct hit *hits_at(
	const struct hits *hits, enum word_kind kind, size_t start);
const struct hit *hits_before(
	const struct hits *hits, enum word_kind kind, size_t end);

#endif
