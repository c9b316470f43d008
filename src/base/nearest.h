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
	size_t pairs; /* of letters that were compared */
};

void nearest_begin(struct nearest *nearest, const char *word);

/*
 * Candidates further away than a third of the word, but at least one letter,
 * are never close; of a very long list the end is not looked at.  The candidate
 * is kept, not copied.
 */
void nearest_offer(struct nearest *nearest, const char *candidate);

#endif
