/*
 * A meeting as it was published, with what subscribers know of it: a row for
 * each of its fragments.
 */
#ifndef PLAN_PUBLISHED_H
#define PLAN_PUBLISHED_H

#include <stdbool.h>
#include <stddef.h>
#include "base/pool.h"
#include "model/feed.h"
#include "model/passages.h"

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

#endif
