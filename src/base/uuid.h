/*
 * UUIDs (RFC 4122), in their 36 characters and lower case.
 */
#ifndef BASE_UUID_H
#define BASE_UUID_H

enum { UUID_SIZE = 37 };

/* Version 4: random.  Returns -1 when the system gives no random bytes. */
int uuid_random(char uuid[UUID_SIZE]);

/* Version 5: always the same for the same name in the same namespace. */
void uuid_named(
	char uuid[UUID_SIZE], const char *namespace_uuid, const char *name);

#endif
