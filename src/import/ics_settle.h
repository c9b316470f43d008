/*
 * Which events of a calendar become records.
 */
#ifndef IMPORT_ICS_SETTLE_H
#define IMPORT_ICS_SETTLE_H

#include "import/ics.h"

/*
 * Keep the newest event of each uid, in the order of the file.  Those that are
 * not public are counted, and of those that no record can be made of is said
 * why.
 */
void ics_settle(struct ics *ics);

#endif
