/*
 * Walks feeds/ for yearly archives.
 */
#ifndef CMD_RECOVER_ARCHIVES_H
#define CMD_RECOVER_ARCHIVES_H

#include "cmd/recovery.h"

/*
 * Read those of all languages of the publisher, and by what names the feeds of
 * series know these.  Returns -1 after saying why not.
 */
int recover_archives(struct recovery *it);

#endif
