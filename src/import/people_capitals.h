/*
 * Names of persons where names have capital letters.
 */
#ifndef IMPORT_PEOPLE_CAPITALS_H
#define IMPORT_PEOPLE_CAPITALS_H

#include "import/naming.h"

/* Whether the name of a person starts there; it goes to `*found`. */
bool people_capitals_read(
	const struct reading *it, size_t at, struct candidate *found);

#endif
