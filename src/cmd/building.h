/*
 * A build under way, and its parts that have files of their own; see build.c.
 */
#ifndef CMD_BUILDING_H
#define CMD_BUILDING_H

#include <stddef.h>
#include "base/diag.h"
#include "base/pool.h"
#include "cmd/report.h"
#include "plan/index.h"
#include "plan/ledger.h"
#include "plan/patch.h"
#include "plan/plan.h"

struct proof;
struct store_batch;
struct turns;

struct build {
	int dry; /* -n: say what would be done, write nothing */
	int verbose; /* -v: say what is done, and why */
	int next; /* --next: only say when something is due */
	const char **forget; /* --forget: meetings or files below feeds/ */
	size_t forget_count;
	int recover; /* --recover: put a lost ledger together */
	int no_proof; /* --no-proof: publish what is not read back */
	size_t jobs; /* -j: at once; 0: one for each CPU */
	instant now;
	instant next_embargo; /* when one ends; INT64_MAX: none is known */
	struct diag diag;
	struct report report;
	struct ledger ledger;
	struct proof *proof;
	struct pool pool;
	struct index_facts facts; /* what is published */
	const struct edit *edit; /* only these meetings; NULL: all */
	struct patch patch; /* with an edit: what it leaves as it is */
	struct store_batch *batch; /* files on their way into feeds/ */
	int ledger_failed; /* it could not be written: then no feed is */
	struct turns *turns; /* of the feeds; NULL: it is the ledger's */
	int failed; /* something could not be written */
};

/*
 * Publish what is due of a site.  Returns -1 when something could not be.  Of
 * an edit, nothing is said and nothing is written before it is clear that the
 * records that were read are enough; -1 without `failed` tells that they are
 * not.
 */
int publish_site(struct build *build, struct site *site);

/*
 * Publish the edit of a few records, on top of the index.  Returns the exit
 * status, or -1 when nothing was done because all records have to be read.
 */
int publish_edit(struct build *plain, struct seen *seen,
	const struct index *index, const struct changed *changed);

/* Store the index of a run that ended with this status, or take it away. */
void remember(struct build *build, struct seen *seen, const struct site *site,
	const struct index *before, int status);

/* Store the index once more, with the stamps that files have now. */
void remember_again(const struct index *index, const struct seen *seen);

/* From here on a run that is killed leaves no index. */
void begin_to_write(const struct build *build);

/*
 * How much is done at once, when there is much to do: at least 1.  A few pieces
 * are done sooner than another process is there.
 */
size_t build_jobs(const struct build *build);
size_t build_jobs_for(const struct build *build, size_t piece_count);

/* Free what a build has come to hold. */
void build_release(struct build *build);

/*
 * Write and prove the fragments that some feed holds.  Returns how many had to
 * be held back: the feeds are then to be planned again.
 */
size_t publish_fragments(struct build *build, struct plan *plan);

/*
 * Write, prove and store the ledger and all feeds; nothing when something of
 * what stands in feeds/ is not known.
 */
void publish_feeds(
	struct build *build, const struct site *site, struct plan *plan);

/*
 * Nothing may be lost because it could not be read, or be taken for gone
 * because nobody could look.  Returns -1 after saying what that was, else 0.
 */
int report_unreadable(struct build *build, const struct published *published);

/* Take a file below feeds/ away, or say that it would go.  Returns 0 or -1. */
int publish_take_away(struct build *build, const char *path, const char *why);

/*
 * What --forget names: meetings before the plan is made, files when all feeds
 * are stored.  Returns -1 after saying what cannot be forgotten.
 */
int forget_meetings(struct build *build, const struct site *site);
void forget_feeds(struct build *build, struct plan *plan);

/*
 * Make sure that feeds have their ledger, or put it together when --recover
 * says so.  Returns -1 after saying what is wrong.
 */
int find_ledger(struct build *build, const struct site *site);

/*
 * Say how the run ended, in the way that was asked for.  `site` is NULL when no
 * record was read.  Returns the exit status.
 */
int report_end(struct build *build, const struct site *site, int status);

/* Make .dialogue-feeds/, which git is to pass over. */
void make_index_folder(void);

#endif
