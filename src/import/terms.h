/*
 * What a release is searched for, in one pass: words of its language (words.txt,
 * cldr.txt and the catalogue of phrases) and the site's own names.
 *
 *	struct terms terms;
 *	terms_make(&terms, &pool, site, "fr");
 *	hits = terms_find(&terms, &pool, &fold);
 */
#ifndef IMPORT_TERMS_H
#define IMPORT_TERMS_H

#include <stdbool.h>
#include "base/pool.h"
#include "import/fold.h"
#include "model/site.h"

/* See words.txt. */
enum word_kind {
	WORD_ORDINAL,
	WORD_SUFFIX,
	WORD_COUNTER,
	WORD_MEETING,
	WORD_STATUS,
	WORD_CHAIR,
	WORD_RELATIVE,
	WORD_RELEASE,
	WORD_NOTICE,
	WORD_HONORIFIC,
	WORD_ROLE,
	WORD_ACTING,
	WORD_MODE,
	WORD_RANGE,
	WORD_FILLER,
	WORD_PARTICLE,
	WORD_HOUR,
	WORD_ERA,
	WORD_ORGAN,
	WORD_TODAY,
	WORD_IN,
	WORD_STREET,
	WORD_STOP,
	WORD_MONTH, /* 1 to 12 */
	WORD_WEEKDAY, /* 1 to 7 */
	WORD_CITY, /* "BE Europe/Brussels" */
	WORD_COUNTRY, /* "BE"; a party too */
	WORD_PLACE, /* of an earlier meeting; the country */
	WORD_BODY, /* of the site; the id */
	WORD_PERSON, /* of the site; the id */
	WORD_SERIES, /* of the site; the folder */
	WORD_KINDS,
};

/* Something that is searched for. */
struct term {
	enum word_kind kind;
	const char *value;
	const char *party; /* of a person or a body; or NULL */
	struct fold fold;
	size_t bends; /* so many letters at the ends of its words may differ */
	bool is_name; /* it has a capital letter */
	bool is_acronym; /* of capital letters */
	struct term *next; /* in its slot */
};

struct hit {
	enum word_kind kind;
	size_t start, end; /* letters of the fold */
	const struct term *term;
	bool loose; /* the ends of its words differ */
};

struct hits {
	const struct fold *fold;
	struct hit *items; /* in order of start; the longest first */
	size_t count;
};

enum { WORD_SLOTS = 1024 };

struct terms {
	struct pool *pool;
	const char *language;
	bool is_known; /* there are words of this language */
	bool is_compounding; /* it writes words together */
	struct term *slots[WORD_SLOTS];
};

void terms_make(struct terms *terms, struct pool *pool, const struct site *site,
	const char *language);

/* All that is found in a text; the hits are in the pool. */
struct hits terms_find(
	const struct terms *terms, struct pool *pool, const struct fold *fold);

/* The language of a text by its script and its small words, or NULL. */
const char *terms_language(
	struct pool *pool, const struct site *site, const struct fold *fold);

/* The first hit of the kind that starts in there, or NULL. */
const struct hit *hits_first(
	const struct hits *hits, enum word_kind kind, size_t start, size_t end);

/* The one that starts there; the one that ends there; or NULL. */
const struct hit *hits_at(
	const struct hits *hits, enum word_kind kind, size_t start);
const struct hit *hits_before(
	const struct hits *hits, enum word_kind kind, size_t end);

#endif
