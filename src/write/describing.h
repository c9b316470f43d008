/*
 * A description while it is made: see describe.h for what it is.
 */
#ifndef WRITE_DESCRIBING_H
#define WRITE_DESCRIBING_H

#include "base/buf.h"
#include "write/describe.h"

struct describing {
	struct pool *pool;
	const struct view *view;
	struct description made;
};

/*
 * A new section, headed by a phrase unless its key is NULL.  Valid until the
 * next one is opened.
 */
struct section *describing_open(
	struct describing *it, enum look look, const char *heading_key);

void describing_add_line(struct describing *it, struct section *section,
	struct words words, const char *link);

/* A section of one line, unless there is nothing to say. */
void describing_add(struct describing *it, enum look look,
	const char *heading_key, struct words words);

/* The bytes of the buf as words in the feed's language; the buf is freed. */
struct words describing_take(struct describing *it, struct buf *buf);

/* The program's phrase as words. */
struct words describing_phrase(struct describing *it, const char *key);

/* Place, way of meeting, and where the public can join. */
void describing_where(struct describing *it);

/* A note on a correction, which is in `language`. */
void describing_correction(struct describing *it,
	const struct correction *correction, const char *language);

/* A phrase with a date in it, {date}; nothing when there is no date. */
void describing_date(
	struct describing *it, const char *key, const struct when *date);

#endif
