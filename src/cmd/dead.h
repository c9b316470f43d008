/*
 * Files below feeds/ of what was forgotten.
 */
#ifndef CMD_DEAD_H
#define CMD_DEAD_H

struct build;

/*
 * Remove every feed below feeds/ that the plan does not have: what is
 * published goes on, so that it can only be what was forgotten.
 */
void dead_remove(struct build *build);

/*
 * Remove every feed of a preview that the plan does not have: what was a draft
 * yesterday and is gone today.
 */
void dead_sweep(struct build *build);

#endif
