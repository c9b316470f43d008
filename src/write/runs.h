/*
 * One line in words of several languages, each marked as what it is.
 *
 *	runs_add(pool, &name, person->name);
 *	runs_fill(pool, &line, "{name} ({party})", language,
 *		(const struct runs_filling[]){{"name", &name}, {NULL, NULL}});
 */
#ifndef WRITE_RUNS_H
#define WRITE_RUNS_H

#include <stddef.h>
#include "base/buf.h"
#include "base/pool.h"
#include "model/view.h"
#include "model/words.h"

struct runs {
	struct words *items;
	size_t count;
};

struct runs_filling {
	const char *name; /* in the pattern; NULL ends the list */
	const struct runs *runs;
};

/*
 * Add words, to the last ones if these are of the same language; nothing when
 * their text is NULL.
 */
void runs_add(struct pool *pool, struct runs *runs, struct words words);

/* Add a pattern in `language`, with runs in the places of its {names}. */
void runs_fill(struct pool *pool, struct runs *runs, const char *pattern,
	const char *language, const struct runs_filling *fillings);

/* Add "venue, place, country"; nothing when nothing is known. */
void runs_add_place(
	struct pool *pool, struct runs *runs, const struct view *view);

/* Append the text of all of them. */
void runs_put(struct buf *out, const struct runs *runs);

/* The language of all of them; NULL when there are several. */
const char *runs_language(const struct runs *runs);

#endif
