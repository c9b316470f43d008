/*
 * Reads whole feeds back before any of them is stored.
 */
#ifndef CMD_PUBLISH_PROOF_H
#define CMD_PUBLISH_PROOF_H

#include "cmd/building.h"

/*
 * What came out wrong in each feed of the plan, in the same order; NULL for
 * one that is right, stands already, or is not to be proved.  Lives as long as
 * the build.
 */
const char **publish_proof(struct build *build);

#endif
