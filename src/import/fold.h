/*
 * Text as it is compared: small letters without accents, plain figures, hyphens
 * and blanks, whatever a word processor made of them.  Each letter knows the
 * byte of the text that it came from.
 */
#ifndef IMPORT_FOLD_H
#define IMPORT_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/pool.h"

struct fold {
	const char *text; /* borrowed */
	uint32_t *letters; /* ends in a 0 that `count` does not count */
	size_t *places; /* bytes in the text; one more than letters */
	size_t count;
};

/* What letters are about, as far as words end between them. */
enum script {
	SCRIPT_NONE, /* blanks and marks */
	SCRIPT_FIGURE,
	SCRIPT_ALPHABET, /* words are parted by blanks */
	SCRIPT_OTHER, /* Chinese, Japanese, Korean: they are not */
};

struct fold fold_text(struct pool *pool, const char *text, size_t length);

enum script fold_script(uint32_t letter);

/* Whether it is a syllable of Korean. */
bool fold_is_hangul(uint32_t letter);

/* Whether the letter there was a capital one in the text. */
bool fold_is_capital(const struct fold *fold, size_t at);

/* Behind all blanks from there on; ends of lines are none. */
size_t fold_skip(const struct fold *fold, size_t at);

/* In front of all blanks before there. */
size_t fold_skip_back(const struct fold *fold, size_t at);

/*
 * A number in figures from there on, or in Chinese ones; behind it goes to
 * `*end`.  -1 when there is none, or it has more than four figures.
 */
int fold_number(const struct fold *fold, size_t at, size_t *end);

#endif
