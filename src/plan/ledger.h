/*
 * The only memory: feeds/ledger/, what was published, as records.  SERIES.xml
 * holds a series and its meetings as they were published, each with rows that
 * say what subscribers know of it; ledger.xml holds the publisher, and which
 * feeds go on though no record asks for them.  Loaded, the ledger is a site of
 * its own: the old world.
 *
 *	struct ledger *ledger = ledger_load(&diag);
 *	struct published *meeting = ledger_find(ledger, uid);
 *	ledger_free(ledger);
 */
#ifndef PLAN_LEDGER_H
#define PLAN_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include "base/diag.h"
#include "base/pool.h"
#include "model/feed.h"
#include "model/passages.h"
#include "model/site.h"

enum row_kind {
	ROW_VEVENT, /* a time of the meeting, in calendars */
	ROW_RELEASE, /* the entry of a release */
	ROW_CHANGE, /* the entry of a change */
};

enum row_state {
	ROW_PUBLISHED,
	ROW_WITHDRAWN, /* the release was taken back in public */
	ROW_REMOVED, /* the entry is gone: RFC 6721 */
};

/* What subscribers know of one fragment in one language. */
struct row {
	enum row_kind kind;
	enum row_state state;
	const char *language; /* of the feed */
	const char *item; /* uid of the time, id of the release, name of the
			     change */
	const char *shown; /* language of the words; NULL: there are none */
	const char *replaced; /* of a release: languages of words that stood in
				 for those, each with an id of its own; or NULL */
	const char *atom_id; /* of a release: the id of its own words, where
				that came from elsewhere; or NULL */
	int year; /* of its archive */
	int left_year; /* of the archive that it is about to leave; or 0 */
	struct stamp stamp; /* of a VEVENT */
	instant start, end; /* of a VEVENT with clock times, else 0 */
	instant published, updated; /* of an entry */
	struct when before; /* of a move: the date that it had, else absent */
	struct as_told told; /* of a change */
	bool is_kept; /* `told` is known; of a recovered one it is not */
	bool differs; /* recovered: the record says something else by now */
};

/* When subscribers in a language were told of a meeting last. */
struct told {
	const char *language;
	instant modified;
};

/* No file of the ledger is larger. */
enum { LEDGER_LIMIT = 1 << 30 };

/* Bytes of a file. */
struct span {
	size_t at, length;
};

/*
 * What the original of a translation said when that was changed last, where it
 * says something else by now.
 */
struct since {
	const char *language; /* of the translation */
	struct passages was; /* words NULL: it said nothing */
};

/* A meeting as it was published. */
struct published {
	const char *uid;
	const char *path; /* "SERIES/EVENT" */
	struct event *event; /* of the old world; NULL: it is forgotten */
	struct row *rows; /* in any order */
	size_t row_count;
	struct told *told;
	size_t told_count;
	const char **former; /* paths under which it has files too */
	size_t former_count;
	struct since *since; /* of translations that may lag behind */
	size_t since_count;
	bool has_files; /* a calendar of its own and, with pages, a page */
	struct when start; /* of one that is forgotten: as it was */
	enum status status;
	const char **scopes; /* likewise: see fragment->scopes */
	size_t scope_count;
	struct span span; /* in the file of its series; length 0: unknown */
	const struct meeting_card *card; /* nothing of it changes; or NULL */
	bool is_context; /* of no interest but for those that name it */
};

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

/* Which meetings of a file are read. */
struct ledger_part {
	const char *folder; /* of the series */
	size_t head;
	struct span *spans;
	size_t count;
};

/*
 * Read feeds/ledger; there may be none.  Returns NULL after complaining about
 * what is missing, cut or no ledger.  The caller frees it.
 */
struct ledger *ledger_load(struct diag *diag);

/* The same, but of the meetings only those that are touched or named. */
struct ledger *ledger_load_touched(
	struct diag *diag, const struct touched *touched);

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

/* How the meeting stood. */
struct when published_start(const struct published *meeting);
enum status published_status(const struct published *meeting);

/* The row, or NULL; `meeting` may be NULL. */
struct row *published_row(const struct published *meeting, enum row_kind kind,
	const char *language, const char *item);

/* In which language the words of an entry are. */
const char *row_language(const struct row *row);

/* Whether others have replaced its words of this language. */
bool row_was_in(const struct row *row, const char *language);

/* Append a row; returns it. */
struct row *published_add(
	struct pool *pool, struct published *meeting, struct row row);

/* Append what a translation's original said; it may be nothing else. */
void published_add_since(
	struct pool *pool, struct published *meeting, struct since since);

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
