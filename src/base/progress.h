/*
 * One line on a terminal that tells how far a run has come, for whoever waits
 * longer than half a second:
 *
 *	struct progress progress = PROGRESS_INIT;
 *	progress_begin(&progress);
 *	progress_turn_to(&progress, "writing entries", count);
 *	progress_reach(&progress, done);
 *	progress_clear(&progress);
 *
 * Where there is no such terminal, and before progress_begin(), nothing is
 * shown.
 */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stddef.h>
#include <stdint.h>

struct progress {
	int is_on; /* there is a terminal to show it on */
	int is_shown; /* the line stands there now */
	const char *doing;
	size_t done, total; /* total 0: nobody knows */
	int64_t due; /* milliseconds; when the line is shown, or shown anew */
};

#define PROGRESS_INIT                                                          \
	{                                                                      \
		0, 0, NULL, 0, 0, 0                                            \
	}

/*
 * Show the line from half a second on, if the standard error is a terminal
 * that can take a line back, and this process is in its foreground.
 */
void progress_begin(struct progress *progress);

/* What is done from here on, in how many steps.  NULL: nobody watches. */
void progress_turn_to(
	struct progress *progress, const char *doing, size_t total);

/* So many steps are done.  NULL: nobody watches. */
void progress_reach(struct progress *progress, size_t done);

/* Show at once what this run cannot do anything about. */
void progress_show(struct progress *progress, const char *waiting);

/* Take the line back, for what is printed next or at the end. */
void progress_clear(struct progress *progress);

#endif
