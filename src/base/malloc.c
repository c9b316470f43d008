/*
 * The C library's allocator, which ends the run when there is no memory: see
 * mem.h.  These stand in front of it for all libraries of the program.
 * libical has no hook of its own for this; where it finds no memory it leaves
 * words out, or crashes.
 */
#include <dlfcn.h>
#include <stdlib.h>
#include "base/mem.h"
#include "base/banned.h"

void *malloc(size_t size)
{
	static void *(*next)(size_t);
	void *block;

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "malloc");
	block = next(size);
	if (block == NULL && size > 0)
		mem_exhausted();
	return block;
}

void *calloc(size_t count, size_t size)
{
	static void *(*next)(size_t, size_t);
	void *block;

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "calloc");
	block = next(count, size);
	if (block == NULL && count > 0 && size > 0)
		mem_exhausted();
	return block;
}

void *realloc(void *block, size_t size)
{
	static void *(*next)(void *, size_t);
	void *resized;

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "realloc");
	resized = next(block, size);
	if (resized == NULL && size > 0)
		mem_exhausted();
	return resized;
}
