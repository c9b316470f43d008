/*
 * What has been published: feeds/ledger/SERIES.tsv, a line per fragment.
 *
 *	uid  language  release  record  digest  SEQUENCE  CREATED
 *	LAST-MODIFIED  instants  year  state
 *
 * Fields are parted by tabs, lines sorted.  `release` is "-" for a VEVENT;
 * `instants` are the moments of a timed meeting, "START/END" or "START", else
 * "-".  A line stays when its record is gone, so that stamps never go back.
 */
#ifndef PLAN_LEDGER_H
#define PLAN_LEDGER_H

#include <stddef.h>
#include "base/diag.h"
#include "base/pool.h"
#include "model/feed.h"
#include "model/site.h"

struct ledger_line {
	const char *series; /* whose file it stands in */
	const char *uid, *language, *release;
	const char *record; /* path of the record it came from */
	const char *digest;
	struct stamp stamp;
	const char *instants;
	int year;
	const char *state; /* "published" */
};

struct ledger {
	struct pool pool;
	const char *authority; /* under which ids were made; NULL: none yet */
	struct ledger_line *lines; /* in order of uid, language, release */
	size_t count;
	struct ledger_line *added; /* in this run, in any order */
	size_t added_count;
};

#define LEDGER_INIT                                                            \
	{                                                                      \
		POOL_INIT, NULL, NULL, 0, NULL, 0                              \
	}

/*
 * Read all of feeds/ledger; none is an empty ledger.  Returns 0, or -1 after
 * complaining about a file that cannot be read or is no ledger.
 */
int ledger_load(struct ledger *ledger, struct diag *diag);

/* The line of a fragment, or NULL. */
const struct ledger_line *ledger_find(const struct ledger *ledger,
	const char *uid, const char *language, const char *release);

/*
 * Give the fragment its stamp: the one it has while it says the same, else
 * the next one, of the moment `now` or just later than the one before.  Its
 * news are set too.
 */
void ledger_stamp(
	struct ledger *ledger, struct fragment *fragment, instant now);

/*
 * Hand the bytes of each file to `put`, with its path below feeds/.  Stops at
 * the first `put` that returns -1 and returns -1, else 0.
 */
int ledger_write(struct ledger *ledger, const char *authority,
	int (*put)(void *data, const char *path, const struct buf *bytes),
	void *data);

void ledger_release(struct ledger *ledger);

#endif
