/*
 * What stands in feeds/ by now, fragment by fragment.  Published files are
 * read as they are: one that somebody has edited, or that is gone, has no
 * fragments where they are not found.
 */
#ifndef PLAN_PUBLISHED_H
#define PLAN_PUBLISHED_H

#include "base/pool.h"
#include "model/feed.h"

struct published {
	struct pool pool;
	struct published_file **files;
	size_t count;
	const char *unreadable; /* what may hold, or be, what was not found */
	int error; /* errno: why */
};

#define PUBLISHED_INIT                                                         \
	{                                                                      \
		POOL_INIT, NULL, 0, NULL, 0                                    \
	}

/*
 * The bytes of a fragment as they stand in the feed at `path` below feeds/;
 * how many goes to `*length`.  NULL: it does not stand there.  Valid until
 * the release.
 */
const char *published_find(struct published *published, const char *path,
	enum format format, const char *id, size_t *length);

/* How many fragments stand there, and the id of each in their byte order. */
size_t published_count(
	struct published *published, const char *path, enum format format);
const char *published_id(struct published *published, const char *path,
	enum format format, size_t index);

/*
 * Whether something stands at `path` below feeds/.  When nobody can tell, that
 * is unreadable, and the answer of no use.
 */
int published_stands(struct published *published, const char *path);

/* A file or folder below feeds/ could not be read; `error` says why. */
void published_note_unreadable(
	struct published *published, const char *path, int error);

void published_release(struct published *published);

#endif
