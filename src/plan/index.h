/*
 * What the last run found and left behind, so that the next one can tell what
 * has changed without opening a record: .dialogue-feeds/index.  The file can be
 * deleted at any time; at the least doubt it is not believed.
 *
 *	struct index *index = index_open();
 *	switch (index_ask(index, &stats, now, &pool, &changes)) ...
 *	index_close(index);
 */
#ifndef PLAN_INDEX_H
#define PLAN_INDEX_H

#include <stdbool.h>
#include <stdint.h>
#include "base/pool.h"
#include "model/when.h"
#include "plan/filestat.h"

/* Where it stands, in a folder of its own beside events/ and feeds/. */
#define INDEX_FOLDER ".dialogue-feeds"
#define INDEX_PATH INDEX_FOLDER "/index"

/* What a run has read and written. */
struct index_facts {
	instant now; /* of the run */
	instant until; /* from then on another run would publish something */
	const char **outputs; /* paths of all files below feeds/ */
	size_t output_count;
	uint64_t complaints; /* hash of what is wrong; 0: nothing */
	uint64_t cards; /* checksum of the cards; 0: there are none */
};

/* The index as it stands, mapped. */
struct index;

/* NULL: there is none, or it is not believed. */
struct index *index_open(void);
void index_close(struct index *index);

enum index_answer {
	INDEX_DOUBT, /* all records have to be read */
	INDEX_CHANGED, /* some files are not as they were, or it is time */
	INDEX_SAME, /* the same run would write the same */
	INDEX_TOUCHED, /* likewise, but stamps have moved: store it again */
};

/* A file or folder below events/ that is new, changed or gone. */
struct index_change {
	uint64_t folder; /* hash of the path of the folder, or of its folder */
	const char *path; /* in the names of `stats`; NULL: it is gone */
	bool is_new;
};

struct index_changes {
	struct index_change *items;
	size_t count;
};

/*
 * Compare what stands in events/ and feeds/ with the index, at the moment
 * `now`.  Files whose stamps have moved are read and compared by content; what
 * is known of the others is filled into `stats`.  With INDEX_CHANGED, what has
 * changed is in `changes`, which live in `pool`.
 */
enum index_answer index_ask(const struct index *index, struct filestats *stats,
	instant now, struct pool *pool, struct index_changes *changes);

/* Whether this same program has left it. */
bool index_is_of_program(const struct index *index);

/* What the index tells; borrowed from it. */
instant index_until(const struct index *index);
uint64_t index_complaints(const struct index *index);
uint64_t index_cards(const struct index *index);

/* The same index with the stamps of today. */
void index_put_again(struct buf *out, const struct index *index,
	const struct filestats *stats);

/* The index of a run that has published all it could. */
void index_put(struct buf *out, const struct filestats *stats,
	const struct index_facts *facts);

#endif
