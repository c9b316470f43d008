/*
 * The checks behind the types of values that have files of their own: see
 * struct value_type.
 */
#ifndef READ_CHECKS_H
#define READ_CHECKS_H

#include <stddef.h>
#include "base/buf.h"

#define DIGITS "0123456789"
#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* From 1 to `most` bytes, all of `set`, the first one not of `not_first`. */
int is_made_of(
	const char *value, const char *set, const char *not_first, size_t most);

/* value_when.c */
const char *check_start(const char *value, struct buf *help);
const char *check_moment(const char *value, struct buf *help);
const char *check_zone(const char *value, struct buf *help);

/* value_language.c */
const char *check_language(const char *value, struct buf *help);

/* value_code.c */
const char *check_country(const char *value, struct buf *help);
const char *check_party(const char *value, struct buf *help);
const char *check_colour(const char *value, struct buf *help);
const char *check_phrase_id(const char *value, struct buf *help);

#endif
