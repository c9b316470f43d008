#include "base/hash.h"

#include <string.h>
#include <xxhash.h>
#include "base/banned.h"

uint64_t hash_bytes(const void *bytes, size_t length)
{
	uint64_t hash = XXH3_64bits(bytes, length);

	return hash != 0 ? hash : 1;
}

uint64_t hash_text(const char *text)
{
	return hash_bytes(text, strlen(text));
}
