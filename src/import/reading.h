/*
 * All that a release says, read in its order.
 *
 *	struct reading reading = {.pool = &pool, .site = site, .paste = &paste};
 *	reading_make(&reading);
 */
#ifndef IMPORT_READING_H
#define IMPORT_READING_H

#include "import/facts.h"

/* Search what was pasted; its language must be known. */
void reading_make(struct reading *it);

/*
 * Number, day and place of one session alone, where the terms are made and what
 * is known of the release's day is noted.
 */
void reading_of_session(struct reading *it);

#endif
