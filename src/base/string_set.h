/*
 * Lists of texts in byte order, each of them once.
 */
#ifndef BASE_STRING_SET_H
#define BASE_STRING_SET_H

#include <stdbool.h>
#include <stddef.h>

/* Bring a list into this form; returns how many texts are left. */
size_t string_set_make(const char **texts, size_t count);

/* Whether a list of this form has the text. */
bool string_set_has(const char **texts, size_t count, const char *text);

#endif
