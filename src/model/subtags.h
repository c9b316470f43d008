/*
 * What language tags are made of (RFC 5646): whether a subtag is registered.
 * Subtags are in their usual case, fr, Hant, BR.
 */
#ifndef MODEL_SUBTAGS_H
#define MODEL_SUBTAGS_H

#include <stdbool.h>
#include <stddef.h>

bool subtag_is_language(const char *subtag, size_t length);
bool subtag_is_script(const char *subtag, size_t length);
bool subtag_is_region(const char *subtag, size_t length);
bool subtag_is_variant(const char *subtag, size_t length);

/*
 * What is meant by one that is no language, "de" by "deu" and "ja" by "jp":
 * its first two letters, or NULL.
 */
const char *subtag_meant(const char *subtag, size_t length);

#endif
