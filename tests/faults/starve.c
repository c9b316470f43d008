/*
 * Loaded in front of the C library: the allocation whose number is in STARVE
 * finds no memory; with + none behind it does either.  STARVE=0 counts them
 * and says at the end how many there were.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static unsigned long number, count;
static int goes_on;

__attribute__((constructor)) static void read_number(void)
{
	const char *text = getenv("STARVE");

	number = text ? strtoul(text, NULL, 10) : 0;
	goes_on = text != NULL && strchr(text, '+') != NULL;
	count = 0;
}

__attribute__((destructor)) static void tell_count(void)
{
	if (number == 0)
		dprintf(STDERR_FILENO, "%lu allocations\n", count);
}

static int is_starved(void)
{
	count++;
	if (number == 0 || (count != number && (!goes_on || count < number)))
		return 0;
	errno = ENOMEM;
	return 1;
}

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

void *malloc(size_t size)
{
	return is_starved() ? NULL : __libc_malloc(size);
}

void *calloc(size_t items, size_t size)
{
	return is_starved() ? NULL : __libc_calloc(items, size);
}

void *realloc(void *block, size_t size)
{
	return is_starved() ? NULL : __libc_realloc(block, size);
}
