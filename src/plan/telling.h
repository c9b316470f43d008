/*
 * What a build tells of a meeting, in words for those who edit records: what
 * differs between the world that was published and the one that is accepted,
 * and what is held back, and why.
 */
#ifndef PLAN_TELLING_H
#define PLAN_TELLING_H

#include <stddef.h>
#include "base/pool.h"
#include "plan/ledger.h"

enum telling_kind {
	TELLING_NEWS, /* readers see an entry as new or unread */
	TELLING_QUIET, /* what they have is brought up to date */
	TELLING_HELD, /* it is not published */
};

struct telling_line {
	enum telling_kind kind;
	const char *language; /* whose words it is about; NULL: of all */
	const char *words; /* "moved from 1 March 2026 to 11 March 2026" */
};

struct telling {
	struct telling_line *lines; /* news first, what is held back last */
	size_t count;
};

/*
 * Of an event of the accepted site; `before` is what the ledger had, or NULL.
 * All of it lives in `pool`.  There may be nothing to tell.
 */
struct telling telling_of_event(struct pool *pool,
	const struct published *before, const struct publisher *publisher,
	const struct event *event, instant now);

/* "news", "quiet", "held". */
const char *telling_kind_name(enum telling_kind kind);

#endif
