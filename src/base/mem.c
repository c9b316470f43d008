#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include "base/banned.h"

void mem_exhausted(void)
{
	fputs("dialogue-feeds: out of memory; nothing more was written\n",
		stderr);
	_Exit(1);
}

void *mem_alloc(size_t size)
{
	void *block = calloc(1, size ? size : 1);

	if (block == NULL)
		mem_exhausted();
	return block;
}

void *mem_resize(void *block, size_t size)
{
	void *resized = realloc(block, size ? size : 1);

	if (resized == NULL)
		mem_exhausted();
	return resized;
}
