/*
 * A build under way, and its parts that have files of their own; see build.c.
 */
#ifndef CMD_BUILDING_H
#define CMD_BUILDING_H

#include <stddef.h>
#include "base/diag.h"
#include "base/pool.h"
#include "plan/index.h"
#include "plan/ledger.h"
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
	size_t jobs; /* -j: processes that write and prove; 0: one each CPU */
	instant now;
	struct diag diag;
	struct ledger ledger;
	struct proof *proof;
	struct pool pool;
	struct index_facts facts; /* what is published */
	struct store_batch *batch; /* files on their way into feeds/ */
	int ledger_failed; /* it could not be written: then no feed is */
	struct turns *turns; /* of the feeds; NULL: it is the ledger's */
	int failed; /* something could not be written */
};

/*
 * Write and prove the fragments that some feed holds.  Returns how many had to
 * be held back: the feeds are then to be planned again.
 */
size_t publish_fragments(struct build *build, struct plan *plan);

/* Write, prove and store the ledger and all feeds. */
void publish_feeds(
	struct build *build, const struct site *site, const struct plan *plan);

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

#endif
