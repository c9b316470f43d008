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

/*
 * The same of bytes that are nowhere together: hash_end() gives what
 * hash_bytes() would of all of them, and frees what hash_begin() has made.
 */
struct XXH3_state_s *hash_begin(void);
void hash_add(struct XXH3_state_s *hash, const void *bytes, size_t length);
uint64_t hash_end(struct XXH3_state_s *hash);

#endif
