/*
 * What an entry says about a meeting, in the order a reader wants, as headed
 * paragraphs and lists.  Calendars print it as plain text, Atom as XHTML.
 */
#ifndef WRITE_DESCRIBE_H
#define WRITE_DESCRIBE_H

#include <stddef.h>
#include "base/pool.h"
#include "model/event.h"
#include "model/feed.h"
#include "model/view.h"

/* One thing said. */
struct line {
	struct words words; /* language NULL: that of the feed */
	const char *link; /* where it leads, or NULL */
};

enum look {
	LOOK_PLAIN, /* a paragraph per line; there is no heading */
	LOOK_LABEL, /* "Heading: line" */
	LOOK_LIST, /* heading, then an item per line */
};

struct section {
	enum look look;
	const char *heading; /* in the feed's language */
	struct line *lines;
	size_t count;
};

struct description {
	struct section *sections;
	size_t count;
};

/*
 * What comes first: that the language is missing, the notice, that the
 * translation is stale, the status.  All of it lives in `pool`.
 */
struct description describe_notes(struct pool *pool, const struct view *view);

/*
 * Summary, when, where, persons, bodies, subjects, outcome, links.  With a
 * `sitting`, those of this one; with NULL, of the whole meeting.
 */
struct description describe_facts(struct pool *pool, const struct view *view,
	const struct sitting *sitting);

/* The notes on corrections of a release, and of all releases of the event. */
struct description describe_corrections(struct pool *pool,
	const struct view *view, const struct release *release);
struct description describe_releases(
	struct pool *pool, const struct view *view);

/* What has changed about a meeting, and what the record then said. */
struct description describe_change(struct pool *pool, const struct view *view,
	const struct change_told *change);

#endif
