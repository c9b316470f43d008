/*
 * Feeds of a plan that knows only the meetings that were edited: they keep
 * what they have of all other meetings, byte for byte.
 */
#ifndef PLAN_PATCH_H
#define PLAN_PATCH_H

#include "plan/plan.h"

/* What is known of the last run. */
struct patch {
	const char **outputs; /* paths of all files below feeds/, sorted */
	size_t output_count;
	const char **strays; /* those of them in which nothing belongs */
	size_t stray_count;
	const uint32_t *subjects; /* of the feeds in which the meetings stood */
	size_t subject_count;
};

/*
 * The feeds in which the edited meetings stand or stood, with the fragments of
 * all others as the published files have them.  Returns -1 when those files
 * cannot tell what a feed has to show: all meetings are to be planned then.
 */
int patch_feeds(
	struct plan *plan, const struct patch *patch, struct feeds *feeds);

#endif
