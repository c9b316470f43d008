/*
 * Memory that never fails: when there is none left, the program says so and
 * ends with status 1.  What was published stays as it was.  The same holds for
 * what libraries allocate: see malloc.c.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* A block of `size` zero bytes; the caller frees it. */
void *mem_alloc(size_t size);

/* `block` grown or shrunk to `size` bytes; NULL is an empty block. */
void *mem_resize(void *block, size_t size);

/* What a library reports as lack of memory ends the program the same way. */
_Noreturn void mem_exhausted(void);

#endif
