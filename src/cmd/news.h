/*
 * build --cron: what is wrong is said once, and again when it changes.
 */
#ifndef CMD_NEWS_H
#define CMD_NEWS_H

struct build;

/*
 * Print what is wrong to the standard error, unless an earlier run has said
 * the same.  A run without complaints behind one that had some says so.  What
 * was said is kept as a hash in .dialogue-feeds/; where it cannot be kept, it
 * is said again rather than not at all.
 */
void news_print(struct build *build, int status);

#endif
