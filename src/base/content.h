/*
 * What a file is to hold: runs of bytes that lie about in memory, to be
 * written one behind the other without being put together.
 *
 *	struct content content = CONTENT_INIT;
 *	content_own(&content, &head);
 *	content_put(&content, entry.bytes, entry.length);
 *	content_write(&content, fd);
 *	content_release(&content);
 */
#ifndef BASE_CONTENT_H
#define BASE_CONTENT_H

#include <stddef.h>
#include <sys/uio.h>
#include "base/buf.h"
#include "base/mapped.h"

struct content {
	struct iovec *runs;
	size_t run_count;
	struct buf *owned; /* bufs that some of the runs lie in */
	size_t owned_count;
	size_t length; /* of all runs together */
	struct mapped
		*mapped; /* what is told of bytes that are read; or NULL */
};

#define CONTENT_INIT                                                           \
	{                                                                      \
		NULL, 0, NULL, 0, 0, NULL                                      \
	}

/* Append bytes that stay where they are until the content is released. */
void content_put(struct content *content, const void *bytes, size_t length);

/* Append the bytes of a buf, which the content takes over: it is empty then. */
void content_own(struct content *content, struct buf *bytes);

/* Append all of it to `out`. */
void content_join(const struct content *content, struct buf *out);

/* Where one stands in the content: `at` bytes into a run. */
struct content_place {
	size_t run, at;
};

/*
 * Whether these bytes are what comes next; then the place is behind them.
 * Bytes that are a part of the content themselves are not looked at.
 */
int content_goes_on(const struct content *content, struct content_place *place,
	const char *bytes, size_t length);

/* Append all from there on to `out`. */
void content_put_rest(const struct content *content,
	const struct content_place *place, struct buf *out);

/* Write all of it to an open file.  Returns 0, or -1 with errno. */
int content_write(const struct content *content, int fd);

/*
 * Whether the file at `path` is exactly this: 1 or 0; -1 with errno when nobody
 * can tell.
 */
int content_is_at(const struct content *content, const char *path);

/* Free what it owns; it is empty and can be used again. */
void content_release(struct content *content);

#endif
