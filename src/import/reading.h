/*
 * All that a release says, read in its order.
 *
 *	struct reading reading = {.pool = &pool, .site = site, .paste = &paste};
 *	reading_make(&reading);
 */
#ifndef IMPORT_READING_H
#define IMPORT_READING_H

#include "import/facts.h"

/*
 * Search what was pasted; its language must be known.  The terms of that
 * language may be those of another reading.
 */
void reading_make(struct reading *it);

/* Number, day and place of the session alone, of a title or of some words. */
void reading_of_session(struct reading *it);

#endif
