/*
 * The persons that a release names, with their functions and parties.
 */
#ifndef IMPORT_PEOPLE_H
#define IMPORT_PEOPLE_H

#include "import/facts.h"

void people_read(struct reading *it);

#endif
