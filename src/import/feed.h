/*
 * A news feed of another program: Atom (RFC 4287) or RSS 2, 1 and 0.9.
 *
 *	struct feed_file feed = {.pool = &pool};
 *	if (feed_read(&feed, &bytes) != 0) ...
 */
#ifndef IMPORT_FEED_H
#define IMPORT_FEED_H

#include <stdbool.h>
#include "base/buf.h"
#include "base/pool.h"
#include "model/when.h"

/* The page of an entry in another language. */
struct feed_page {
	const char *language, *href;
};

struct feed_entry {
	int line;
	const char *id, *href, *language; /* each may be NULL */
	const char *title; /* words; or NULL */
	const char *body; /* HTML; or NULL */
	const char *base; /* that links of the body are relative to; or NULL */
	instant published, updated; /* 0: nothing says so */
	struct feed_page *pages;
	size_t page_count;
};

struct feed_file {
	struct pool *pool;
	struct feed_entry *entries; /* in the order of the file */
	size_t count;
	int wrong_line; /* the last that is no XML; 0: none */
	const char *wrong; /* what is wrong there */
};

/* Whether the bytes seem to be one. */
bool feed_is(const struct buf *bytes);

/* Returns -1 for what is no feed. */
int feed_read(struct feed_file *feed, const struct buf *bytes);

#endif
