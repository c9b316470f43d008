/*
 * Memory that is freed all at once.  What a record says lives in the pool of
 * its site: readers put it there, everybody else borrows it.
 */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stdarg.h>
#include <stddef.h>

struct buf;

struct pool {
	struct pool_block *blocks, *large;
};

#define POOL_INIT                                                              \
	{                                                                      \
		NULL, NULL                                                     \
	}

/*
 * `size` zero bytes, valid until pool_release(); aligned for pointers and
 * numbers of up to 64 bits.
 */
void *pool_alloc(struct pool *pool, size_t size);

/* A copy of `text`, or of its first `length` bytes, with a NUL behind. */
char *pool_text(struct pool *pool, const char *text);
char *pool_bytes(struct pool *pool, const char *bytes, size_t length);
__attribute__((format(printf, 2, 3))) char *pool_printf(
	struct pool *pool, const char *format, ...);
__attribute__((format(printf, 2, 0))) char *pool_vprintf(
	struct pool *pool, const char *format, va_list arguments);

/* The text of `bytes`, which are released. */
char *pool_take(struct pool *pool, struct buf *bytes);

/*
 * Room for one more element of `size` bytes behind the `count` that `array`
 * has (NULL when 0).  Returns the array, moved if need be; where it was, there
 * may be nothing any more:
 *
 *	list->items = pool_grow(pool, list->items, list->count, sizeof(item));
 *	list->items[list->count++] = item;
 */
void *pool_grow(struct pool *pool, void *array, size_t count, size_t size);

/* A copy of an array of `size` bytes, without room for more. */
void *pool_settle(struct pool *pool, const void *array, size_t size);

/* Everything in `other` lives in `pool` from here on; `other` is empty. */
void pool_join(struct pool *pool, struct pool *other);

/*
 * The same as pool_release() for whoever uses the pool again: it keeps a block.
 */
void pool_clear(struct pool *pool);

/* Free everything; the pool is empty and can be used again. */
void pool_release(struct pool *pool);

#endif
