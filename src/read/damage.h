/*
 * What a tool did to a file, and no author: said once, by its real cause,
 * before anybody looks for mistakes in it.
 */
#ifndef READ_DAMAGE_H
#define READ_DAMAGE_H

#include "base/diag.h"
#include "read/source.h"

/*
 * Report an unsolved merge and what a word processor pasted.  Returns 0, or -1
 * after complaining: nothing more can be made of the source then.
 */
int damage_report(struct source *source, struct diag *diag);

#endif
