/*
 * What an entry says about a meeting, in the order a reader wants, as headed
 * paragraphs and lists.  Calendars print it as plain text, Atom as XHTML.
 *
 *	struct description notes = description_notes(&pool, view);
 *	plaintext_put(&text, view, &notes);
 */
#ifndef WRITE_DESCRIPTION_H
#define WRITE_DESCRIPTION_H

#include <stddef.h>
#include "base/buf.h"
#include "base/pool.h"
#include "model/view.h"
#include "write/runs.h"

/* One thing said. */
struct line {
	struct words words; /* language NULL: that of the feed */
	const char *link; /* where it leads, or NULL */
	struct runs runs; /* the words, when they are of several languages */
};

enum look {
	LOOK_PLAIN, /* a paragraph per line; there is no heading */
	LOOK_LABEL, /* "Heading: line" */
	LOOK_LIST, /* heading, then an item per line */
};

struct section {
	enum look look;
	struct words heading; /* text NULL for none */
	struct line *lines;
	size_t count;
};

struct description {
	struct pool *pool; /* all of it lives there */
	const struct view *view; /* what it is about */
	struct section *sections;
	size_t count;
};

/*
 * Add a section, headed by a phrase unless its key is NULL.  It is valid until
 * the next one is added.
 */
struct section *description_open(struct description *description,
	enum look look, const char *heading_key);

/* Add a line to that section; `link` may be NULL. */
void description_add_line(struct description *description,
	struct section *section, struct words words, const char *link);

/* Add a line of words that may be of several languages. */
void description_add_runs(struct description *description,
	struct section *section, const struct runs *runs);

/* Add a section of one line; nothing when there are no words. */
void description_add(struct description *description, enum look look,
	const char *heading_key, struct words words);

/*
 * Add a phrase with a date in it, {date}; nothing when there is no date.  The
 * zone of clock times may be NULL.
 */
void description_add_date(struct description *description, const char *key,
	const struct when *date, const char *zone_name);

/*
 * The bytes of the buf as words in the language of the program's phrases; the
 * buf is released.
 */
struct words description_take(struct description *description, struct buf *buf);

/* The program's phrase as words. */
struct words description_phrase(
	const struct description *description, const char *key);

#endif
