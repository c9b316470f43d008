/*
 * Characters of UTF-8 text (RFC 3629), and which of them may stand where.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stddef.h>

/*
 * The character at `bytes`, of which `length` follow; its own length goes to
 * `*size`.  Returns -1 for what is not UTF-8: overlong forms, surrogates,
 * half a character.  `*size` is then 1.
 */
long utf8_next(const char *bytes, size_t length, size_t *size);

/* How many bytes from there on are printable ASCII, blanks among them. */
size_t utf8_plain_length(const char *bytes, size_t length);

/* XML 1.0, 2.2: may stand in a document, and is no C1 control either. */
int utf8_is_text(long character);

/* Turns the direction of what follows: U+202A-202E, U+2066-2069. */
int utf8_is_bidi_control(long character);

/*
 * May be shown to people as it stands: no control character but the tab, no
 * end of a line, nothing that turns direction.
 */
int utf8_is_harmless(long character);

/* Columns that the character takes on a terminal: 0, 1 or 2. */
int utf8_width(long character);

#endif
