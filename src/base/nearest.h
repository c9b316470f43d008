/*
 * What somebody meant who misspelt a name.
 */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stddef.h>

/* The best match so far, while candidates are offered one by one. */
struct nearest {
	const char *word; /* what was written */
	const char *found; /* the closest candidate, NULL while none is close */
	size_t distance; /* letters that `found` differs in */
};

void nearest_begin(struct nearest *nearest, const char *word);

/*
 * Candidates further away than a third of the word, but at least one letter,
 * are never close.  The
 * candidate is kept, not copied.
 */
void nearest_offer(struct nearest *nearest, const char *candidate);

#endif
