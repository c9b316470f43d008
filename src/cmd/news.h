/*
 * build --cron: what is wrong is said once, and again when it changes.
 */
#ifndef CMD_NEWS_H
#define CMD_NEWS_H

#include <stdint.h>

struct build;

/*
 * Print what is wrong to the standard error, unless an earlier run has said
 * the same.  A run without complaints behind one that had some says so.  What
 * was said is kept as a hash in .dialogue-feeds/; where it cannot be kept, it
 * is said again rather than not at all.
 */
void news_print(struct build *build, int status);

/* What tells the complaints of a run from others; 0: there are none. */
uint64_t news_hash(struct build *build, int status);

/* Whether news_print() would be silent about complaints with this hash. */
int news_are_told(const struct build *build, uint64_t complaints, int status);

#endif
