/*
 * Which feeds there are: a table, in feeds.c.
 */
#ifndef PLAN_FEEDS_H
#define PLAN_FEEDS_H

#include <stddef.h>
#include "base/pool.h"
#include "model/feed.h"
#include "model/site.h"
#include "plan/published.h"

struct feeds {
	struct feed **items; /* in byte order of their paths */
	size_t count;
	const char **dead; /* paths of files that hold nothing any more */
	size_t dead_count;
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
 * Put every fragment into the feeds that it belongs to, in the order in which
 * files show them: meetings by their start, entries the newest first.  What is
 * kept as published stays in the feeds in which it stands; a feed whose last
 * fragment left it keeps that one in its present form.  Feeds live in `pool`.
 */
struct feeds feeds_make(struct pool *pool, const struct site *site,
	struct fragment **fragments, size_t count, struct published *published,
	instant now);

/*
 * All fragments that belong to a feed, before windows and numbers cut it.  The
 * lists of them, which can grow, live in `lists`.
 */
struct feeds feeds_find(struct pool *pool, struct pool *lists,
	const struct site *site, struct fragment **fragments, size_t count);

/* Append the feeds once more under folder names that their series once had. */
void feeds_add_former(struct pool *pool, struct feeds *feeds);

/* Whether a feed of a language of the site may have this path. */
int feeds_is_at(const struct site *site, const char *path);

/*
 * The feed that has this path below feeds/, without fragments; NULL when it is
 * none, or a page, or about something that the records do not know.
 */
struct feed *feeds_at(
	struct pool *pool, const struct site *site, const char *path);

/* Make an empty feed one of a kind. */
void feeds_set_kind(struct feed *feed, const struct feed_kind *kind,
	const struct publisher *publisher, const char *language);

void feeds_add_fragment(
	struct pool *pool, struct feed *feed, struct fragment *fragment);

/* Append a feed. */
void feeds_add(struct pool *pool, struct feeds *feeds, struct feed *feed);

/* Whether events have calendars of their own; whether this one has. */
int feeds_wants_event_files(const struct site *site);
int feeds_has_event_file(const struct site *site, const struct event *event);

/* Whether it has a page of its own. */
int feeds_has_event_page(const struct site *site, const struct event *event);

#endif
