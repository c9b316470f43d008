/*
 * The grammars of records, for editors that complete and check: a site has them
 * in events/.grammar/, and its records may name them.
 */
#ifndef CMD_GRAMMAR_H
#define CMD_GRAMMAR_H

#include "base/buf.h"

/*
 * Put them into the site in the working directory, where they are not there
 * yet.  Returns 0, or -1 after saying what went wrong.
 */
int grammar_install(void);

/*
 * Append the line of a record of this kind ("event") that names its grammar,
 * `above` being the path from its folder to events/ ("../../"); nothing in a
 * site without grammars.
 */
void grammar_put_model(struct buf *out, const char *kind, const char *above);

#endif
