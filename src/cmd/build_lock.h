/*
 * One run at a time builds a site.
 */
#ifndef CMD_BUILD_LOCK_H
#define CMD_BUILD_LOCK_H

#include "cmd/building.h"

/*
 * Lock feeds/, unless this run writes nothing; another run is waited for.  To
 * be taken before records are read: a run that waited must not publish older
 * ones than the run it waited for.  Returns -1 after saying why it could not
 * be locked.
 */
int build_lock(struct build *build);

#endif
