/*
 * JSON (RFC 8259), indented, a member a line.
 *
 *	struct json json = {.out = out};
 *	json_open(&json, NULL, '{');
 *	json_text(&json, "uid", uid);
 *	json_open(&json, "events", '[');
 *	json_close(&json);
 *	json_close(&json);
 *
 * A member of an array has the name NULL.
 */
#ifndef WRITE_JSON_H
#define WRITE_JSON_H

#include <stdbool.h>
#include "base/buf.h"

struct json {
	struct buf *out;
	int base; /* how deep the outermost value stands */
	int depth; /* objects and arrays open */
	char closing[16]; /* of each of them */
	int count; /* members of the innermost so far */
};

/* Append `text` as a string, quoted and escaped. */
void json_string(struct buf *out, const char *text);

/* Open an object ('{') or array ('['); close the innermost. */
void json_open(struct json *json, const char *name, char opening);
void json_close(struct json *json);

/* A string, or null where the text is NULL. */
void json_text(struct json *json, const char *name, const char *text);

/* A number, or null where it is 0: no count of ours can be. */
void json_number(struct json *json, const char *name, int number);

/* How many there are, which may be none. */
void json_size(struct json *json, const char *name, size_t count);

void json_bool(struct json *json, const char *name, bool is_so);

#endif
