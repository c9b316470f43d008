/*
 * What the last run found and left behind, so that the next one reads only the
 * records that have changed: .dialogue-feeds/index.  It can be deleted at any
 * time; at the least doubt it is not believed.
 *
 *	struct index *index = index_open();
 *	switch (index_ask(index, &seen, now, &changed)) ...
 *	index_close(index);
 */
#ifndef PLAN_INDEX_H
#define PLAN_INDEX_H

#include <stdint.h>
#include "base/pool.h"
#include "model/when.h"
#include "plan/edit.h"
#include "plan/roster.h"
#include "plan/seen.h"

/* Where it stands, in a folder of its own beside events/ and feeds/. */
#define INDEX_FOLDER ".dialogue-feeds"
#define INDEX_PATH INDEX_FOLDER "/index"

/* What a run has read and written. */
struct index_facts {
	instant now; /* of the run */
	instant until; /* from then on another run would publish something */
	const char **outputs; /* paths of all files below feeds/ */
	size_t output_count;
	const char **strays; /* those of them in which nothing belongs */
	size_t stray_count;
	struct buf entries, subjects; /* arrays of a roster */
	int is_by_series; /* of the same */
	uint64_t
		complaints; /* hash of what is wrong with records; 0: nothing */
};

/* The index as it stands, mapped. */
struct index;

/* NULL: there is none, or it is not believed. */
struct index *index_open(void);
void index_close(struct index *index);

enum index_answer {
	INDEX_DOUBT, /* all records have to be read */
	INDEX_SAME, /* the same run would write the same */
	INDEX_TOUCHED, /* likewise, but stamps have moved: store it again */
	INDEX_EDITED, /* nothing but some records has changed */
};

/*
 * Compare what stands in events/ and feeds/ with the index, at the moment
 * `now`.  Files whose stamps have moved are read and compared by content; what
 * is known of the others is filled into `seen`.  With INDEX_EDITED, the files
 * that have changed go to `changed`, in `pool`.
 */
enum index_answer index_ask(const struct index *index, struct seen *seen,
	instant now, struct pool *pool, struct changed *changed);

/* What the index tells; borrowed from it. */
struct roster index_roster(const struct index *index);
instant index_until(const struct index *index);
uint64_t index_complaints(const struct index *index);
const char **index_outputs(
	const struct index *index, struct pool *pool, size_t *count);
const char **index_strays(
	const struct index *index, struct pool *pool, size_t *count);

/* The same index with the stamps of today. */
void index_put_again(
	struct buf *out, const struct index *index, const struct seen *seen);

/*
 * The index of a run that has published all it could; of one that read only what was edited,
 * on top of the index that stood `before`, else NULL.
 */
void index_put(struct buf *out, const struct seen *seen,
	const struct index_facts *facts, const struct index *before);

#endif
