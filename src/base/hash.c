#include "base/hash.h"

#include <string.h>
#include <xxhash.h>
#include "base/mem.h"
#include "base/banned.h"

static uint64_t not_zero(uint64_t hash)
{
	return hash != 0 ? hash : 1;
}

uint64_t hash_bytes(const void *bytes, size_t length)
{
	return not_zero(XXH3_64bits(bytes, length));
}

uint64_t hash_text(const char *text)
{
	return hash_bytes(text, strlen(text));
}

XXH3_state_t *hash_begin(void)
{
	XXH3_state_t *hash = XXH3_createState();

	if (hash == NULL || XXH3_64bits_reset(hash) != XXH_OK)
		mem_exhausted();
	return hash;
}

void hash_add(XXH3_state_t *hash, const void *bytes, size_t length)
{
	XXH3_64bits_update(hash, bytes, length);
}

uint64_t hash_end(XXH3_state_t *hash)
{
	uint64_t result = not_zero(XXH3_64bits_digest(hash));

	XXH3_freeState(hash);
	return result;
}
