/*
 * The index, with a magic and a checksum that are right: what is believed of it
 * harms nobody.  The checksum, behind the magic, is of all behind it.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "base/hash.h"
#include "plan/index_file.h"
#include "target.h"
#include "base/banned.h"

enum {
	CHECKSUM = offsetof(struct index_head, checksum),
	BEHIND = offsetof(struct index_head, program),
};

static void write_sealed(const uint8_t *bytes, size_t size)
{
	char *copy = malloc(size);
	uint64_t checksum;

	assert(copy != NULL);
	memcpy(copy, bytes, size);
	memcpy(copy, INDEX_MAGIC, CHECKSUM);
	checksum = hash_bytes(copy + BEHIND, size - BEHIND);
	memcpy(copy + CHECKSUM, &checksum, sizeof(checksum));
	target_write(INDEX_PATH, copy, size);
	free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct index *index;
	struct index_changes changes;
	struct pool pool = POOL_INIT;
	struct filestats stats;

	target_enter();
	target_write_sound_site();
	if (size > BEHIND)
		write_sealed(bytes, size);
	else
		target_write(INDEX_PATH, bytes, size);
	assert(filestat_walk(&stats, 1) == 0);
	index = index_open();
	if (index != NULL)
		index_ask(index, &stats, 1769904000, &pool, &changes);
	pool_release(&pool);
	index_close(index);
	filestat_release(&stats);
	return 0;
}
