/*
 * What stands in folders of records and is none of the author's: files of
 * editors, version control, file systems and network storage.
 */
#ifndef BASE_LITTER_H
#define BASE_LITTER_H

#include <stdbool.h>

/* Whether a file or folder of this name is passed over, without a word. */
bool litter_is(const char *name);

#endif
