/*
 * Lists of texts in byte order, each of them once.
 */
#ifndef BASE_TEXTS_H
#define BASE_TEXTS_H

#include <stddef.h>

/* Bring a list into this form; returns how many texts are left. */
size_t texts_sort(const char **texts, size_t count);

/* Whether the text is in such a list. */
int texts_have(const char *const *texts, size_t count, const char *text);

#endif
