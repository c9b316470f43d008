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

/*
 * The same of what a meeting is apart from words: times, place, status.  Words
 * that were published may stand while these stay.
 */
void digest_event(char digest[DIGEST_SIZE], const struct event *event);
int digest_is_of_event(const char *digest, const struct event *event);

#endif
