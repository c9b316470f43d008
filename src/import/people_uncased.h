/*
 * Names of persons in scripts without capital letters: Chinese, Japanese, Korean
 * and Arabic.
 */
#ifndef IMPORT_PEOPLE_UNCASED_H
#define IMPORT_PEOPLE_UNCASED_H

#include "import/naming.h"

/* Whether names that start with this letter are those of such a script. */
bool people_uncased_has(uint32_t letter);

/* Whether the name of a person starts there; it goes to `*found`. */
bool people_uncased_read(
	const struct reading *it, size_t at, struct candidate *found);

#endif
