/*
 * What was read and what it ought to be, as lines that can be compared, one
 * for each property of a calendar or element of XML:
 *
 *	SUMMARY;LANGUAGE=fr:7e dialogue
 *	link;rel=self;href=https://example.org/fr/releases.atom
 */
#ifndef PROVE_LINES_H
#define PROVE_LINES_H

#include "base/element.h"
#include "model/words.h"

/* Begin a line; what is appended to `out` from here on stands in it. */
void lines_begin(struct buf *out, const char *name);

/* What it has; nothing for NULL. */
void lines_attribute(struct buf *out, const char *name, const char *value);
void lines_text(struct buf *out, const char *text);

/* A whole line; none where the value, or the text of the words, is NULL. */
void lines_put(struct buf *out, const char *name, const char *value);
__attribute__((format(printf, 3, 4))) void lines_printf(
	struct buf *out, const char *name, const char *format, ...);
void lines_put_words(struct buf *out, const char *name, const char *attribute,
	struct words words);

/* The lines of an element and of all below it; or a piece of text. */
void lines_put_piece(struct buf *out, const struct element *piece);

/* Whether they are the same; see compare.h. */
void lines_compare(struct buf *problem, const char *read, const char *expected);

#endif
