/*
 * The session behind the last one of a series.
 */
#ifndef CMD_NEXT_H
#define CMD_NEXT_H

#include "model/site.h"

/* The session of the highest number, or the latest one; NULL: there is none. */
const struct event *next_last(const struct site *site, const char *series);

/*
 * Who will meet again, with the next number, as far as the last session tells;
 * the lists are those of `last`, which may be NULL.
 */
struct event next_event(const struct event *last, const char *uid);

/*
 * Append the folder of a session of this number, as wide as the last one's.
 * Returns -1 after complaining that the last one is not called by its number.
 */
int next_put_folder(struct buf *out, const struct event *last, int number);

#endif
