/*
 * What a release is searched for, in one pass: words of its language (words.txt,
 * cldr.txt and the catalogue of phrases) and the site's own names.
 *
 *	struct terms terms;
 *	terms_make(&terms, &pool, site, "fr");
 *	hits = hits_find(&terms, &pool, &fold);
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

/*
 * The same with no more than what tells languages apart: its small words, and
 * what series are called in it.
 */
void terms_make_telling(struct terms *terms, struct pool *pool,
	const struct site *site, const char *language);

/*
 * Where terms are that start as the text does there: they are told by their
 * first two letters, of `count` that there are.
 */
size_t terms_slot(const struct fold *fold, size_t at, size_t count);

/* Whether the language is written in Latin letters. */
bool terms_is_latin(const char *language);

/*
 * The language of a text by its script and its small words, or else the only
 * one of the site; or NULL.  It belongs to the catalogues or to the site.
 */
const char *terms_language(
	struct pool *pool, const struct site *site, const struct fold *fold);

#endif
