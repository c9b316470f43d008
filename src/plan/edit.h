/*
 * Which meetings an edit of records is about.
 */
#ifndef PLAN_EDIT_H
#define PLAN_EDIT_H

#include <stddef.h>
#include "base/pool.h"
#include "plan/roster.h"
#include "plan/seen.h"

/* Files that have changed or are new since the last run. */
struct changed {
	size_t *files; /* their places in what was seen */
	size_t count;
};

struct edit {
	/* Folders of the meetings that were edited, and of those that name
	 * them or are named by them: "events/SERIES/EVENT". */
	const char **folders;
	size_t count;
	const char **series; /* of them, each once */
	size_t series_count;
	const uint32_t *subjects; /* of the feeds in which they stood */
	size_t subject_count;
};

/*
 * The meetings that the changed files belong to.  Returns -1 when they are too
 * many, or more than single meetings has changed: all records are to be read
 * then.  The edit lives in `pool`.
 */
int edit_find(struct edit *edit, struct pool *pool, const struct roster *roster,
	const struct seen *seen, const struct changed *changed);

#endif
