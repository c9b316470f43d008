/*
 * Which feeds there are: a table, in feeds.c.  No other file spells their
 * names.
 */
#ifndef PLAN_FEEDS_H
#define PLAN_FEEDS_H

#include <stddef.h>
#include "base/pool.h"
#include "model/feed.h"
#include "model/site.h"

struct feeds {
	struct feed **items; /* in byte order of their paths */
	size_t count;
	struct when earliest; /* last day of what leaves a window next */
};

/* A row of the table. */
struct feed_kind {
	enum scope scope;
	enum period period;
	enum format format;
	const char *name; /* below feeds/LANGUAGE/; SCOPE_PUBLISHER: feeds/ */
};

/* The table; ended by name NULL. */
extern const struct feed_kind feed_kinds[];

/*
 * The kind of the feed that stands at `path` below feeds/LANGUAGE/, and what
 * stands for %s or %d in its name; NULL when it is none.
 */
const struct feed_kind *feeds_kind_of(const char *path, struct buf *name);

/*
 * Append the path below feeds/LANGUAGE/ of a feed of this kind: `year` stands
 * for %d, `name` for %s.
 */
void feeds_put_name(struct buf *out, const struct feed_kind *kind,
	const char *name, int year);

/* Append a fragment to a feed, and a feed to feeds. */
void feeds_add_fragment(
	struct pool *pool, struct feed *feed, struct fragment *fragment);
void feeds_add(struct pool *pool, struct feeds *feeds, struct feed *feed);

/* Bring feeds into the order of their paths; find one in this order. */
void feeds_sort(struct feeds *feeds);
struct feed *feeds_find(const struct feeds *feeds, const char *path);

/* Whether new events have files of their own. */
bool feeds_wants_event_files(const struct site *site);

#endif
