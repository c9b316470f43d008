/*
 * A release as it was pasted, text or HTML, as lines that know what they are:
 *
 *	struct paste paste = {.text = BUF_INIT};
 *	if (paste_read(&paste, &pool, bytes, length, NULL) != NULL) ...
 *	paste_release(&paste);
 */
#ifndef IMPORT_PASTE_H
#define IMPORT_PASTE_H

#include <stdbool.h>
#include "base/buf.h"
#include "base/pool.h"
#include "model/prose.h"

enum line_kind {
	LINE_PARAGRAPH,
	LINE_HEADING,
	LINE_TITLE, /* said to be that of the page */
	LINE_STAMP, /* said to be when it came out */
	LINE_ITEM,
	LINE_NUMBERED,
	LINE_CELL,
	LINE_HEAD_CELL,
};

struct line {
	enum line_kind kind;
	size_t start, length; /* in the text of the page */
	size_t mark; /* of these bytes, those that make it an item */
	int number; /* in what was pasted, from 1 */
	int row; /* of a cell, from 1, through all tables */
	int table; /* likewise */
	bool taken; /* it is a fact, and no part of the body */
};

/* Words that lead elsewhere. */
struct paste_link {
	size_t start, end; /* in the text of the page */
	const char *href;
};

struct paste {
	struct pool *pool;
	const char *base; /* that links are relative to; or NULL */
	struct buf text; /* the lines, each ended by '\n' */
	struct line *lines;
	size_t count;
	struct paste_link *links; /* in order, none inside another */
	size_t link_count;
};

/*
 * Take what was pasted; the main text of HTML is in the element of the id
 * `body` if there is one.  Returns NULL, or what keeps it from being read.
 */
const char *paste_read(struct paste *paste, struct pool *pool,
	const char *bytes, size_t length, const char *body);

/* NULL for UTF-8 text; else what is wrong with it. */
const char *paste_check(const char *bytes, size_t length);

/* Append a line, unless there are no words in it: NULL then. */
struct line *paste_add(struct paste *paste, enum line_kind kind,
	const char *text, size_t length, int number);

/* Note words of the text that lead to an absolute address. */
void paste_add_link(struct paste *paste, struct paste_link link);

/* The line that this byte of the text is in. */
const struct line *paste_line(const struct paste *paste, size_t place);

/* What was not taken, as the body of a release; NULL for nothing. */
struct prose *paste_prose(const struct paste *paste);

/*
 * Text as a record can hold it: runs of blanks are one, what nobody sees is left
 * out.
 */
const char *paste_clean(struct pool *pool, const char *text, size_t length);

void paste_release(struct paste *paste);

#endif
