/*
 * The only memory: feeds/ledger/, what was published, as records.  SERIES.xml
 * holds a series and its meetings as they were published, each with rows that
 * say what subscribers know of it; ledger.xml holds the publisher, and which
 * feeds go on though no record asks for them.  Loaded, the ledger is a site of
 * its own: the old world.
 *
 *	struct ledger *ledger = ledger_load(&diag);	(ledger_load.h)
 *	struct published *meeting = ledger_find(ledger, uid);
 *	ledger_free(ledger);
 */
#ifndef PLAN_LEDGER_H
#define PLAN_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include "base/pool.h"
#include "model/site.h"
#include "plan/published.h"

/* No file of the ledger is larger. */
enum { LEDGER_LIMIT = 1 << 30 };

/* A feed whose last member left it, which it goes on to show. */
struct left {
	const char *feed; /* its path below feeds/ */
	const char *uid; /* of the meeting */
	const char *item; /* as in a row; of a JSON object, the uid */
};

/* A former folder whose feeds have other ids than those of its series. */
struct former {
	const char *folder;
	const char *identity; /* see series_identity() */
};

struct ledger {
	struct pool pool;
	struct site world; /* the old world */
	bool is_there; /* feeds/ledger/ledger.xml was read */
	const struct touched *touched; /* of what it is a part; NULL: whole */
	struct published **meetings; /* by uid */
	size_t count;
	struct published **by_path; /* those that are not forgotten */
	size_t path_count;
	const char **languages; /* in which anything was published */
	size_t language_count;
	bool pages; /* pages were published */
	struct left *left;
	size_t left_count;
	const char **files; /* series that have a file */
	size_t *heads; /* of each file: where its first meeting starts */
	size_t file_count;
	const char **forgotten; /* addresses that are not to go on */
	size_t forgotten_count;
	struct former *former;
	size_t former_count;
};

void ledger_free(struct ledger *ledger);

/*
 * Bring meetings into their order.  The old world, whose events they are, has
 * no others from now on.
 */
void ledger_settle(struct ledger *ledger);

/* The meeting of this uid, or NULL. */
struct published *ledger_find(const struct ledger *ledger, const char *uid);

/*
 * The meeting that was published last from this path and is not forgotten, or
 * NULL.
 */
struct published *ledger_at(const struct ledger *ledger, const char *path);

/*
 * From now on the meeting is forgotten.  In the old world others name it still:
 * that they do so no more is news.
 */
void ledger_forget(struct ledger *ledger, struct published *meeting);

/* The path of the feed below feeds/LANGUAGE/. */
const char *left_name(const struct left *left);

/* Whether a file of this name in feeds/ledger/ is a part of the ledger. */
bool ledger_is_file(const char *name);

/* Whether a feed of the series is one that its last member left. */
bool ledger_is_left(const struct ledger *ledger, const char *folder);

/* The series as published, or NULL. */
const struct series *ledger_series(
	const struct ledger *ledger, const char *folder);

/* The identity of a former folder, or NULL when it is that of its series. */
const char *ledger_former_identity(
	const struct ledger *ledger, const char *folder);

#endif
