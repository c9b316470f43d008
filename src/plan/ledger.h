/*
 * What has been published: feeds/ledger/SERIES.tsv, a line for each fragment,
 * and one for each meeting.
 *
 *	uid  language  item  record  digest  SEQUENCE  CREATED  LAST-MODIFIED
 *	moments  shown  year  state
 *
 * Fields are parted by tabs, lines sorted; a field without a value is "-".
 * `item` tells what the line is about, `moments` belong to it:
 *
 *	-               VEVENT: START/END or START of clock times, in UTC
 *	RELEASE         entry of the release: PUBLISHED/UPDATED
 *	change:NAME     entry of a change: its date; of a move, DATE/BEFORE
 *	event           the meeting itself (language "-"): START/STATUS
 *
 * `shown` is the language whose words are shown.  A line stays when its record
 * is gone, so that stamps never go back.
 */
#ifndef PLAN_LEDGER_H
#define PLAN_LEDGER_H

#include <stddef.h>
#include "base/diag.h"
#include "base/pool.h"
#include "model/feed.h"
#include "model/site.h"

/* Values of `state`. */
extern const char state_published[], state_withdrawn[], state_removed[],
	state_forgotten[];

/* What `item` says of a meeting, of its VEVENTs, and starts with of changes. */
extern const char item_event[], item_vevent[], item_change[];

/*
 * Texts live in the pool of the ledger or, of lines that tell of a record that
 * was read, in its site.
 */
struct ledger_line {
	const char *series; /* whose file it stands in */
	const char *uid, *language, *item;
	const char *record; /* path of the record it came from */
	const char *digest;
	struct stamp stamp;
	const char *moments;
	const char *shown;
	int year;
	const char *state;
	const struct ledger_line *before; /* as read; NULL: new in this run */
	int is_told; /* this run has set it */
};

struct ledger {
	struct pool pool;
	const char *authority; /* under which ids were made; NULL: none yet */
	struct ledger_line *lines; /* in order of uid, language, item */
	size_t count;
	struct ledger_line **added; /* in this run, in any order */
	size_t added_count;
	const char **files; /* series that have a file by now */
	size_t file_count;
};

#define LEDGER_INIT                                                            \
	{                                                                      \
		POOL_INIT, NULL, NULL, 0, NULL, 0, NULL, 0                     \
	}

/*
 * Read all of feeds/ledger; none is an empty ledger.  Returns 0, or -1 after
 * complaining about a file that cannot be read or is no ledger.
 */
int ledger_load(struct ledger *ledger, struct diag *diag);

/* The same for the files of these series alone. */
int ledger_load_series(struct ledger *ledger, struct diag *diag,
	const char *const *series, size_t count);

/* The line that was read, or NULL. */
const struct ledger_line *ledger_find(const struct ledger *ledger,
	const char *uid, const char *language, const char *item);

/* The digest of what was published when nobody can tell any more. */
extern const char digest_unknown[];

/*
 * While a ledger is put together by hand: append a line, whose texts live in
 * its pool; the same for one that was found in a file that somebody may have
 * edited, which returns -1 when it could not be read from a ledger; bring the lines into their order; take lines that were noted in
 * this run for lines that were read.
 */
void ledger_add(struct ledger *ledger, const struct ledger_line *line);
int ledger_add_found(struct ledger *ledger, const struct ledger_line *line);
void ledger_sort(struct ledger *ledger);
void ledger_settle(struct ledger *ledger);

/*
 * All lines of a uid that were read, in their order; how many to `*count`.
 * NULL: none.
 */
const struct ledger_line *ledger_of(
	const struct ledger *ledger, const char *uid, size_t *count);

/* What a line remembers of an entry. */
struct entry_memory {
	instant published, updated;
	struct when before; /* of a move; else absent */
};

/* Returns 0, or -1 when the line is about no entry. */
int ledger_recall(const struct ledger_line *line, struct entry_memory *memory);

/* The language in the id of an entry: that of its words, or of its feed. */
const char *ledger_shown(const struct ledger_line *line);

/*
 * Give the fragment its stamp: the one it has while it says the same, else
 * the next one, of the moment `now` or just later than the one before.  Its
 * news and its line are set too.
 */
void ledger_stamp(
	struct ledger *ledger, struct fragment *fragment, instant now);

/* The line stays as it is: what it tells is published as it stands. */
void ledger_keep(struct ledger *ledger, const struct ledger_line *line);

/*
 * The entry is gone for good, at the moment `now` or just later than it was
 * updated: a tombstone takes its place.
 */
void ledger_remove_entry(
	struct ledger *ledger, const struct ledger_line *line, instant now);

/*
 * Give a fragment whose digest was not known the next stamp, because it says
 * something else than what stands there.
 */
void ledger_restamp(struct fragment *fragment, instant now);

/* Forget what ledger_stamp() set: the fragment is not published. */
void ledger_take_back(struct ledger *ledger, struct fragment *fragment);

/* Remember how the meeting stands. */
void ledger_note_event(
	struct ledger *ledger, const struct event *event, instant now);

/*
 * How the meeting stood when it was published last.  Returns 0, or -1 when it
 * never was.
 */
int ledger_event(const struct ledger *ledger, const char *uid,
	struct when *start, enum status *status);

/*
 * Hand the bytes of each file to `put`, with its path below feeds/; NULL for a
 * file in which no line is left.  Stops at the first `put` that returns -1 and
 * returns -1, else 0.
 */
int ledger_write(struct ledger *ledger, const char *authority,
	int (*put)(void *data, const char *path, const struct buf *bytes),
	void *data);

void ledger_release(struct ledger *ledger);

#endif
