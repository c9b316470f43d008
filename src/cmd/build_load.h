/*
 * What a build reads: the records, and what was published of them.
 */
#ifndef CMD_BUILD_LOAD_H
#define CMD_BUILD_LOAD_H

#include "cmd/building.h"

/*
 * Read the ledger and the records, of both only what is touched where that is
 * known.  Returns -1 after saying why nothing can be published.
 */
int build_load(struct build *build);

/*
 * What records tell is not known, as some could not be read: returns -1 after
 * saying so.
 */
int build_load_check(struct build *build);

/*
 * Feeds without a ledger would all start again at SEQUENCE:0.  Returns -1 after
 * saying that it is lost, unless it is put together now; `had_index`: a run
 * has ended here before.
 */
int build_load_check_memory(struct build *build, bool had_index);

#endif
