/*
 * Where a meeting is.
 */
#ifndef IMPORT_PLACING_H
#define IMPORT_PLACING_H

#include "import/facts.h"

void placing_read(struct reading *it);

#endif
