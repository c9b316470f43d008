/*
 * What was read goes into a record that there is.
 */
#ifndef CMD_IMPORT_ADD_H
#define CMD_IMPORT_ADD_H

#include "cmd/import.h"

/*
 * Add what the record of the meeting lacks: facts, the release, its words in
 * the language that was read.  What is there stays.  Returns an exit status.
 */
int import_add(struct work *work);

#endif
