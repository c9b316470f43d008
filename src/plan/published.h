/*
 * What stands in feeds/ by now, fragment by fragment.  Published files are
 * read as they are: one that somebody has edited, or that is gone, has no
 * fragments where they are not found.
 */
#ifndef PLAN_PUBLISHED_H
#define PLAN_PUBLISHED_H

#include "base/pool.h"
#include "model/feed.h"

/* As it stands there. */
struct published_fragment {
	const char *id;
	const char *bytes;
	size_t length;
};

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

/*
 * All that stand there, in their order, but tombstones behind the others; how
 * many goes to `*count`.  Valid until the release.
 */
const struct published_fragment *published_all(struct published *published,
	const char *path, enum format format, size_t *count);

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
