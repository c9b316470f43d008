/*
 * The patterns of values in a grammar, as regular expressions over bytes: of
 * those of XML Schema, letters, classes, "\d", groups, "|", "?", "*", "+",
 * "{n}" and "{n,m}".
 */
#ifndef PROVE_PATTERN_H
#define PROVE_PATTERN_H

#include <stddef.h>
#include "prove/regular.h"

enum { PATTERN_LETTERS = 256 };

/* The pattern is our own: it is right. */
int pattern_read(struct regular *bytes, const char *pattern);

/* Just this text; any byte. */
int pattern_text(struct regular *bytes, const char *text);
int pattern_byte(struct regular *bytes);

/* Whether the text is one that the pattern means. */
int pattern_fits(
	struct regular *bytes, int pattern, const char *text, size_t length);

#endif
