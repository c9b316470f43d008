#include "base/pool.h"

#include <assert.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/buf.h"
#include "base/mem.h"
#include "base/banned.h"

/* Small pools stay small: each block has room for twice as much. */
enum {
	FIRST_SIZE = 1024,
	LARGEST_SIZE = 64 * 1024,
	/* What is larger has a block of its own, so that it can be resized. */
	LARGEST_SHARED = LARGEST_SIZE / 8,
	ALIGNMENT = alignof(union {
		void *pointer;
		int64_t number;
	}),
};

/* Texts need no alignment: they are put behind each other from the end. */
struct pool_block {
	struct pool_block *next;
	size_t used; /* at the start */
	size_t texts; /* where the room ends and texts begin */
	size_t size;
	alignas(ALIGNMENT) char bytes[];
};

static struct pool_block *new_block(size_t size, struct pool_block *next)
{
	struct pool_block *block = mem_alloc(sizeof(*block) + size);

	block->texts = block->size = size;
	block->next = next;
	return block;
}

/* A block with room for `size` more. */
static struct pool_block *make_room(struct pool *pool, size_t size)
{
	struct pool_block *block = pool->blocks;
	size_t room = FIRST_SIZE;

	if (block != NULL && block->texts - block->used >= size)
		return block;
	if (block != NULL)
		room = 2 * block->size < LARGEST_SIZE ? 2 * block->size
						      : LARGEST_SIZE;
	pool->blocks = new_block(size > room ? size : room, block);
	return pool->blocks;
}

static size_t round_up(size_t size)
{
	return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

void *pool_alloc(struct pool *pool, size_t size)
{
	struct pool_block *block;

	if (size > LARGEST_SHARED) {
		pool->large = new_block(size, pool->large);
		return pool->large->bytes;
	}
	size = round_up(size);
	block = make_room(pool, size);
	block->used += size;
	return block->bytes + block->used - size;
}

/* The same without alignment. */
static char *alloc_text(struct pool *pool, size_t size)
{
	struct pool_block *block;

	if (size > LARGEST_SHARED)
		return pool_alloc(pool, size);
	block = make_room(pool, size);
	block->texts -= size;
	return block->bytes + block->texts;
}

char *pool_bytes(struct pool *pool, const char *bytes, size_t length)
{
	char *copy = alloc_text(pool, length + 1);

	memcpy(copy, bytes, length);
	return copy;
}

char *pool_text(struct pool *pool, const char *text)
{
	return pool_bytes(pool, text, strlen(text));
}

char *pool_vprintf(struct pool *pool, const char *format, va_list arguments)
{
	va_list again;
	int length;
	char *text;

	va_copy(again, arguments);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	text = alloc_text(pool, (size_t)length + 1);
	vsnprintf(text, (size_t)length + 1, format, arguments);
	return text;
}

char *pool_take(struct pool *pool, struct buf *bytes)
{
	char *taken = pool_bytes(pool, bytes->bytes, bytes->length);

	buf_release(bytes);
	return taken;
}

char *pool_printf(struct pool *pool, const char *format, ...)
{
	va_list arguments;
	char *text;

	va_start(arguments, format);
	text = pool_vprintf(pool, format, arguments);
	va_end(arguments);
	return text;
}

/* An array with a block of its own; NULL when it has none. */
static void *resize_large(struct pool *pool, const void *array, size_t size)
{
	struct pool_block **block = &pool->large;

	while (*block != NULL && (*block)->bytes != array)
		block = &(*block)->next;
	if (*block == NULL)
		return NULL;
	*block = mem_resize(*block, sizeof(**block) + size);
	return (*block)->bytes;
}

/* An array with nothing but room behind it; NULL when it is another one. */
static void *extend(struct pool *pool, void *array, size_t before, size_t size)
{
	struct pool_block *block = pool->blocks;
	size_t more = size - before;

	if (block == NULL ||
		(char *)array + before != block->bytes + block->used ||
		block->texts - block->used < more)
		return NULL;
	block->used += more;
	return array;
}

/* `before` are the bytes that the array has. */
static void *resize(struct pool *pool, void *array, size_t before, size_t size)
{
	void *resized = before > LARGEST_SHARED
		? resize_large(pool, array, size)
		: extend(pool, array, round_up(before), round_up(size));

	if (resized != NULL)
		return resized;
	resized = pool_alloc(pool, size);
	memcpy(resized, array, before);
	return resized;
}

void *pool_grow(struct pool *pool, void *array, size_t count, size_t size)
{
	if (count == 0)
		return pool_alloc(pool, size);
	assert(array != NULL);
	/* Room is doubled when the count is a power of two. */
	if ((count & (count - 1)) != 0)
		return array;
	return resize(pool, array, count * size, 2 * count * size);
}

void *pool_settle(struct pool *pool, const void *array, size_t size)
{
	void *settled = pool_alloc(pool, size);

	if (size > 0)
		memcpy(settled, array, size);
	return settled;
}

static void append_blocks(struct pool_block **blocks, struct pool_block *others)
{
	while (*blocks != NULL)
		blocks = &(*blocks)->next;
	*blocks = others;
}

void pool_join(struct pool *pool, struct pool *other)
{
	append_blocks(&pool->blocks, other->blocks);
	append_blocks(&pool->large, other->large);
	*other = (struct pool)POOL_INIT;
}

static void free_blocks(struct pool_block *block)
{
	while (block != NULL) {
		struct pool_block *next = block->next;

		free(block);
		block = next;
	}
}

/* Only what was used is not zero any more. */
static void wipe(struct pool_block *block)
{
	memset(block->bytes, 0, block->used);
	memset(block->bytes + block->texts, 0, block->size - block->texts);
	block->used = 0;
	block->texts = block->size;
}

void pool_clear(struct pool *pool)
{
	struct pool_block *kept = pool->blocks;

	free_blocks(pool->large);
	pool->large = NULL;
	if (kept == NULL)
		return;
	free_blocks(kept->next);
	kept->next = NULL;
	wipe(kept);
}

void pool_release(struct pool *pool)
{
	free_blocks(pool->blocks);
	free_blocks(pool->large);
	*pool = (struct pool)POOL_INIT;
}
