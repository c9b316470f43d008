#include "base/mapped.h"

#include <stdlib.h>
#include <sys/mman.h>
#include "base/mem.h"
#include "base/banned.h"

/*
 * Bytes that may stay in memory: finding them again takes time.  To each look
 * the system brings neighbours along.
 */
enum { WORTH_GIVING_BACK = 32 << 20, NEIGHBOURS = 32 << 10 };

struct mapped_file {
	char *bytes;
	size_t size;
};

char *mapped_open(struct mapped *mapped, int file, size_t size)
{
	char *bytes = mmap(NULL, size, PROT_READ, MAP_SHARED, file, 0);

	if (bytes == MAP_FAILED)
		return NULL;
	mapped->files = mem_resize(
		mapped->files, (mapped->count + 1) * sizeof(*mapped->files));
	mapped->files[mapped->count++] = (struct mapped_file){bytes, size};
	return bytes;
}

void mapped_see(struct mapped *mapped, size_t length)
{
	length += NEIGHBOURS;
	if (atomic_fetch_add(&mapped->seen, length) + length <
		WORTH_GIVING_BACK)
		return;
	for (size_t i = 0; i < mapped->count; i++)
		madvise(mapped->files[i].bytes, mapped->files[i].size,
			MADV_DONTNEED);
	atomic_store(&mapped->seen, 0);
}

void mapped_release(struct mapped *mapped)
{
	for (size_t i = 0; i < mapped->count; i++)
		munmap(mapped->files[i].bytes, mapped->files[i].size);
	free(mapped->files);
	*mapped = (struct mapped){NULL, 0, 0};
}
