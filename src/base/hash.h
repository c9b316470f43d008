/*
 * Hashes that tell contents apart: XXH3, the same on all machines.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* Never 0. */
uint64_t hash_bytes(const void *bytes, size_t length);
uint64_t hash_text(const char *text);

#endif
