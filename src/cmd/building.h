/*
 * A build under way, and its parts that have files of their own; see build.c.
 */
#ifndef CMD_BUILDING_H
#define CMD_BUILDING_H

#include <stdbool.h>
#include <stddef.h>
#include "base/diag.h"
#include "base/pool.h"
#include "cmd/outlook.h"
#include "cmd/report.h"
#include "plan/index.h"
#include "plan/ledger.h"
#include "plan/plan.h"
#include "store/lock.h"

struct proof;
struct recovery;
struct filestats;
struct batch;

struct build {
	bool dry; /* -n: say what would be done, write nothing */
	bool verbose; /* -v: say what is done, and why */
	bool next; /* --next: only say when something is due */
	const char **forget; /* --forget: meetings or addresses */
	size_t forget_count;
	const char **folders; /* languages in which something was published */
	size_t folder_count;
	const char *plan_name; /* --plan: the one that was seen; or NULL */
	bool recover; /* --recover: put a lost ledger together */
	bool is_same_program; /* that published what stands in feeds/ */
	bool preview; /* --preview: show what is not published yet */
	bool no_proof; /* --no-proof: publish what is not read back */
	size_t jobs; /* -j: at once; 0: one for each CPU */
	instant now;
	instant next_embargo; /* when one ends; INT64_MAX: none is known */
	struct diag diag;
	struct report report;
	struct lock lock; /* of feeds/ */
	struct cards *cards; /* of the last run; NULL: all is planned anew */
	struct touched *touched; /* what is planned anew beside them */
	struct ledger *ledger; /* as it was */
	struct recovery *recovery; /* NULL unless it was put together */
	struct site *site;
	struct plan *plan;
	struct proof *proof;
	struct outlook outlook; /* with -n, -v and --json */
	struct pool pool;
	struct index_facts facts; /* what is published */
	struct batch *batch; /* files on their way into feeds/ */
	bool ledger_failed; /* it could not be written: then no feed is */
	bool failed; /* something could not be written */
};

/* From here on a run that is killed leaves no index. */
void begin_to_write(const struct build *build);

/* Store the index of a run that ended with this status, or take it away. */
void save_index(struct build *build, struct filestats *stats, int status);

/* Store the index once more, with the stamps that files have now. */
void save_index_again(const struct index *index, const struct filestats *stats);

/* The folder of the index, which nobody else needs; -1: nothing goes there. */
int make_index_folder(void);

/*
 * How much is done at once, when there is much to do: at least 1.  A few pieces
 * are done sooner than another process is there.
 */
size_t build_jobs(const struct build *build);
size_t build_jobs_for(const struct build *build, size_t piece_count);

/*
 * Write and prove the fragments of the plan.  A record whose fragment comes out
 * wrong is refused: returns true when the site has changed by that, and is to
 * be planned again.
 */
bool render_fragments(struct build *build);

/*
 * Say what is left to be said of a run that ends with this status, which is
 * returned; `site` may be NULL.
 */
int report_end(struct build *build, const struct site *site, int status);

/* Store the ledger, then prove and store all feeds that have changed. */
void publish(struct build *build);

#endif
