/*
 * JSON (RFC 8259) read back.
 */
#ifndef PROVE_JSONTREE_H
#define PROVE_JSONTREE_H

#include <stddef.h>
#include "base/buf.h"
#include "base/pool.h"

struct json_value {
	char kind; /* '{', '[', '"', '0' for a number, 't', 'f' or 'n' */
	const char *name; /* of a member of an object, else NULL */
	const char *text; /* of a string, escapes undone; of a number */
	struct json_value *first_child;
	struct json_value *next;
};

/*
 * The value that the bytes are, in `pool`; NULL when they are none, or names
 * stand twice in an object.
 */
const struct json_value *json_read(struct pool *pool, const struct buf *bytes);

/* A member of an object, or NULL. */
const struct json_value *json_member(
	const struct json_value *object, const char *name);

/* The text of a member that is a string; NULL for null and for none. */
const char *json_member_text(const struct json_value *object, const char *name);

/* Of an array: the first value, or NULL; how many there are. */
const struct json_value *json_first(const struct json_value *array);
size_t json_count(const struct json_value *array);

#endif
