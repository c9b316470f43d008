/*
 * The index, with a checksum that is right: what is believed of it harms
 * nobody.  The checksum, 8 bytes behind the first 8, is of all behind it.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "base/hash.h"
#include "plan/index.h"
#include "target.h"
#include "base/banned.h"

enum { CHECKSUM = 8, BEHIND = 16 };

static void write_sealed(const uint8_t *bytes, size_t size)
{
	char *copy = malloc(size);
	uint64_t checksum;

	assert(copy != NULL);
	memcpy(copy, bytes, size);
	checksum = hash_bytes(copy + BEHIND, size - BEHIND);
	memcpy(copy + CHECKSUM, &checksum, sizeof(checksum));
	target_write(INDEX_PATH, copy, size);
	free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct seen seen;
	struct buf again = BUF_INIT;

	target_enter();
	target_write_sound_site();
	if (size > BEHIND)
		write_sealed(bytes, size);
	else
		target_write(INDEX_PATH, bytes, size);
	assert(seen_walk(&seen) == 0);
	index_ask(&seen, 1769904000, &again);
	buf_release(&again);
	seen_release(&seen);
	return 0;
}
