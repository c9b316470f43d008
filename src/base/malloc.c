/*
 * The C library's allocator, which ends the run when there is no memory: see
 * mem.h.  These stand in front of it for all libraries of the program.
 * libical has no hook of its own for this; where it finds no memory it leaves
 * words out, or crashes.
 */
#include <dlfcn.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/banned.h"

/*
 * glibc 2.36 has freed blocks of up to this size at hand, but for malloc()
 * alone; libical asks calloc() for three small ones for each line it writes.
 */
enum { SMALL = 1024 };

/* A sanitizer that starts allocates before it can watch anything. */
#define UNWATCHED __attribute__((no_sanitize("address", "undefined")))

typedef void *malloc_function(size_t size);
typedef void *calloc_function(size_t count, size_t size);
typedef void *realloc_function(void *block, size_t size);

/* Threads that all look for it first find the same. */
UNWATCHED static void *find(_Atomic(void *) *known, const char *name)
{
	void *function = atomic_load_explicit(known, memory_order_relaxed);

	if (function == NULL) {
		function = dlsym(RTLD_NEXT, name);
		atomic_store_explicit(known, function, memory_order_relaxed);
	}
	return function;
}

UNWATCHED static void *allocate(size_t size)
{
	static _Atomic(void *) known;
	malloc_function *next;
	void *block;

	*(void **)&next = find(&known, "malloc");
	block = next(size);
	if (block == NULL && size > 0)
		mem_exhausted();
	return block;
}

UNWATCHED void *malloc(size_t size)
{
	return allocate(size);
}

UNWATCHED void *calloc(size_t count, size_t size)
{
	static _Atomic(void *) known;
	calloc_function *next;
	void *block;

	if (count <= SMALL && size <= SMALL && count * size <= SMALL)
		return memset(allocate(count * size), 0, count * size);
	*(void **)&next = find(&known, "calloc");
	block = next(count, size);
	if (block == NULL && count > 0 && size > 0)
		mem_exhausted();
	return block;
}

UNWATCHED void *realloc(void *block, size_t size)
{
	static _Atomic(void *) known;
	realloc_function *next;
	void *resized;

	*(void **)&next = find(&known, "realloc");
	resized = next(block, size);
	if (resized == NULL && size > 0)
		mem_exhausted();
	return resized;
}
