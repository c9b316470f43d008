/*
 * What is known of each card while it is found out who is touched, and the
 * folders of records: those that are there, and those that are to be read.
 */
#ifndef PLAN_TOUCHED_STATE_H
#define PLAN_TOUCHED_STATE_H

#include "plan/touched.h"

/* What a meeting has to do with what has changed. */
enum touched_state {
	STATE_SAME, /* nothing: its fragments are as they were */
	STATE_CHANGED, /* its record may say something else */
	STATE_PLANNED, /* it shows another one that is planned */
	STATE_CONTEXT, /* it is named by one that is planned */
};

/* A folder below events/. */
struct known_folder {
	uint64_t hash;
	const char *path; /* in the names of what was seen */
};

/* Note which folders are there. */
void touched_state_begin(struct touched *it, const struct filestats *stats);

/* The path of a folder that is there, or NULL. */
const char *touched_state_path(const struct touched *it, uint64_t hash);

/* How many names a path has: 3 of "events/SERIES/EVENT". */
int touched_state_depth(const char *path);

/* The series of "SERIES/EVENT". */
const char *touched_state_series(struct touched *it, const char *path);

/* The folder at `path`, which is borrowed, is to be read. */
void touched_state_read(struct touched *it, const char *path);

/*
 * Set the state of a card; unless it is only named, its record is read, if it
 * has one still.
 */
void touched_state_set(
	struct touched *it, size_t card, enum touched_state state);

#endif
