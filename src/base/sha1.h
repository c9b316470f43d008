/*
 * SHA-1 (RFC 3174), for UUIDs of version 5 only: it protects nothing.
 */
#ifndef BASE_SHA1_H
#define BASE_SHA1_H

#include <stddef.h>

void sha1(const void *bytes, size_t length, unsigned char digest[20]);

#endif
