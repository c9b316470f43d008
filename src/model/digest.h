/*
 * What a fragment says, as a hash: facts and words, never phrases of the
 * program, addresses or its version.  A stamp moves when its digest moves.
 */
#ifndef MODEL_DIGEST_H
#define MODEL_DIGEST_H

#include "model/feed.h"

enum { DIGEST_SIZE = 33 };

/* The digest of a fragment as 32 hexadecimal digits. */
void digest_fragment(char digest[DIGEST_SIZE], const struct fragment *fragment);

#endif
