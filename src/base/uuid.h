/*
 * UUIDs (RFC 4122), in their 36 characters; those made here in lower case.
 */
#ifndef BASE_UUID_H
#define BASE_UUID_H

#include <stdbool.h>

enum { UUID_SIZE = 37 };

/* Whether the text has the form of a UUID, in letters of any case. */
bool uuid_is(const char *text);

/*
 * The order of uids, which may be UUIDs or not: letters of a UUID are the same
 * in any case.
 */
int uuid_compare_uids(const char *a, const char *b);

/* Version 4: random.  Returns -1 when the system gives no random bytes. */
int uuid_random(char uuid[UUID_SIZE]);

/*
 * Version 5: always the same for the same name in the same namespace, a UUID or
 * any other text.
 */
void uuid_named(char uuid[UUID_SIZE], const char *space, const char *name);

#endif
