/*
 * What the last run found and left behind, so that the next one can tell that
 * nothing has changed without reading a record: .dialogue-feeds/index.  It can
 * be deleted at any time; at the least doubt it is not believed.
 */
#ifndef PLAN_INDEX_H
#define PLAN_INDEX_H

#include <stdint.h>
#include "base/pool.h"
#include "model/when.h"
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
};

enum index_answer {
	INDEX_DOUBT, /* the records have to be read */
	INDEX_SAME, /* the same run would write the same */
	INDEX_TOUCHED, /* likewise, but stamps have moved: store it again */
};

/*
 * Compare what stands in events/ and feeds/ with the index, at the moment
 * `now`.  Files whose stamps have moved are read and compared by content.
 * With INDEX_TOUCHED, the index with new stamps goes to `bytes`.
 */
enum index_answer index_ask(
	const struct seen *seen, instant now, struct buf *bytes);

/* The index of a run that went well. */
void index_put(struct buf *out, const struct seen *seen,
	const struct index_facts *facts);

#endif
