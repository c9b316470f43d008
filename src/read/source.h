/*
 * The bytes of a record file: whether they are text at all, and where in them
 * things stand.
 */
#ifndef READ_SOURCE_H
#define READ_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include "base/buf.h"
#include "base/diag.h"

/* Where the last position was found, since most are asked for in order. */
struct cursor {
	size_t offset;
	int line; /* 0: nowhere yet */
	int column;
};

struct source {
	const char *path;
	struct buf text;
	struct cursor cursor;
};

/*
 * Report an encoding other than UTF-8, and characters that have no place in a
 * record.  Returns 0, 1 when the source can be read all the same, or -1.
 */
int source_check(struct source *source, struct diag *diag);

/* Line and column of a byte of the source. */
struct pos source_pos(struct source *source, const char *byte);

/* The byte at a place in the source, which source_pos() has told. */
const char *source_at(const struct source *source, struct pos at);

/* The '<' of the tag that the parser has read up to `offset`. */
const char *source_tag_start(const struct source *source, size_t offset);

/* The first byte from `offset` on that is no blank. */
const char *source_first_words(const struct source *source, size_t offset);

/* Whether nothing but blanks stands from `offset` on. */
bool source_ends(const struct source *source, size_t offset);

/* The attribute's name in the tag at `tag`. */
const char *source_find_attribute(
	const struct source *source, const char *tag, const char *name);

#endif
