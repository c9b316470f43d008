/*
 * A first look at a record, before the parser: mistakes that people make with
 * '<', '&' and comments, each found at its place and all in one run.
 */
#ifndef READ_SCAN_H
#define READ_SCAN_H

#include "base/diag.h"
#include "read/source.h"

/*
 * Report what is wrong.  Where reading can go on, the bytes in question are
 * replaced by '?', so that the parser does not stumble over them.  Returns 0
 * when all is well, 1 when there were complaints, -1 when nothing more can be
 * made of the source.
 */
int scan(struct source *source, struct diag *diag);

#endif
