#include "base/pool.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/banned.h"

/* Small pools stay small: each block has room for twice as much. */
enum {
	FIRST_SIZE = 1024,
	LARGEST_SIZE = 64 * 1024,
	ALIGNMENT = alignof(max_align_t),
};

struct pool_block {
	struct pool_block *next;
	size_t used;
	size_t size;
	alignas(max_align_t) char bytes[];
};

static struct pool_block *add_block(struct pool *pool, size_t size)
{
	size_t room = pool->blocks ? 2 * pool->blocks->size : FIRST_SIZE;
	struct pool_block *block;

	if (room > LARGEST_SIZE)
		room = LARGEST_SIZE;
	if (size < room)
		size = room;
	block = mem_alloc(sizeof(*block) + size);
	block->size = size;
	block->next = pool->blocks;
	pool->blocks = block;
	return block;
}

void *pool_alloc(struct pool *pool, size_t size)
{
	struct pool_block *block = pool->blocks;
	void *result;

	size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (block == NULL || block->size - block->used < size)
		block = add_block(pool, size);
	result = block->bytes + block->used;
	block->used += size;
	return result;
}

char *pool_bytes(struct pool *pool, const char *bytes, size_t length)
{
	char *copy = pool_alloc(pool, length + 1);

	memcpy(copy, bytes, length);
	return copy;
}

char *pool_text(struct pool *pool, const char *text)
{
	return pool_bytes(pool, text, strlen(text));
}

char *pool_printf(struct pool *pool, const char *format, ...)
{
	va_list arguments;
	int length;
	char *text;

	va_start(arguments, format);
	length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	text = pool_alloc(pool, (size_t)length + 1);
	va_start(arguments, format);
	vsnprintf(text, (size_t)length + 1, format, arguments);
	va_end(arguments);
	return text;
}

void *pool_grow(struct pool *pool, void *array, size_t count, size_t size)
{
	void *grown;

	/* Room is doubled when the count is a power of two. */
	if (count != 0 && (count & (count - 1)) != 0)
		return array;
	grown = pool_alloc(pool, (count ? 2 * count : 1) * size);
	if (count != 0)
		memcpy(grown, array, count * size);
	return grown;
}

void pool_join(struct pool *pool, struct pool *other)
{
	struct pool_block **last = &pool->blocks;

	while (*last != NULL)
		last = &(*last)->next;
	*last = other->blocks;
	other->blocks = NULL;
}

void pool_release(struct pool *pool)
{
	struct pool_block *block = pool->blocks;

	while (block != NULL) {
		struct pool_block *next = block->next;

		free(block);
		block = next;
	}
	pool->blocks = NULL;
}
