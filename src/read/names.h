/*
 * What elements of records are called.
 */
#ifndef READ_NAMES_H
#define READ_NAMES_H

#include <stdbool.h>

/* Whether some record has elements of this name. */
bool names_know(const char *name);

/* The one that is meant by a misspelt name, or NULL. */
const char *names_nearest(const char *name);

#endif
