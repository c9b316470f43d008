/*
 * The options of `build`.
 */
#ifndef CMD_BUILD_OPTIONS_H
#define CMD_BUILD_OPTIONS_H

#include "cmd/building.h"

/*
 * Take them into the build, which has room for as many names in `forget` as
 * there are arguments.  Returns -1 when they are none, or do not go together.
 */
int build_options_take(struct build *build, int argc, char **argv);

#endif
