/*
 * A file that was imported before, again: what it says otherwise by now.
 */
#ifndef CMD_IMPORT_UPDATE_H
#define CMD_IMPORT_UPDATE_H

#include "cmd/import.h"

/*
 * Say what the record of the meeting has otherwise or, with --update, edit it in
 * place.  Returns the exit status; what differs still is in `differences`.
 */
int import_update(struct work *work);

#endif
