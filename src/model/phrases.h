/*
 * The program's own phrases in the languages it knows: headings, words for
 * states and kinds, months, date patterns, names of countries and languages.
 * The catalogues in model/phrases/ are compiled in.
 */
#ifndef MODEL_PHRASES_H
#define MODEL_PHRASES_H

#include <stddef.h>
#include <stdint.h>

struct phrase {
	const char *key; /* "as.co-chair" */
	const char *text;
};

struct catalogue {
	const char *language;
	const struct phrase *phrases;
	size_t count;
	const uint16_t *slots; /* by hash: 0 is free, 1 the first phrase */
	size_t slot_count;
};

extern const struct catalogue catalogues[];
extern const size_t catalogue_count;

/*
 * The catalogue that serves a language best: its own, that of the language
 * without script, region and variants, or the English one.
 */
const struct catalogue *catalogue_for(const char *language);

/*
 * The language that those phrases are in: this one, or "en" where it has no
 * catalogue.
 */
const char *catalogue_language(const char *language);

/* What a language calls itself, "svenska"; NULL where nobody told us. */
const char *catalogue_self_name(const char *language);

/* The phrase of this key, or NULL. */
const char *catalogue_find(const struct catalogue *catalogue, const char *key);

/* "BE" is a country. */
int catalogue_knows_country(const char *code);

/*
 * The code of something called `name` in any catalogue, among the keys that
 * start with `prefix` ("country.", "language."), or NULL.
 */
const char *catalogue_code_of(const char *prefix, const char *name);

#endif
