/*
 * Releases whose entries a newer feed has otherwise.
 */
#ifndef CMD_IMPORT_REFRESH_H
#define CMD_IMPORT_REFRESH_H

#include "cmd/import.h"
#include "read/edit.h"

/* A release of the site in one language; its event is NULL: there is none. */
struct known {
	const struct event *event;
	const struct text *text;
	const struct release_words *words;
};

/* What its receipt tells of a release. */
enum standing {
	STANDS, /* the entry says what it said when it was imported */
	STANDS_AS_IMPORTED, /* the entry does not; nobody has edited it here */
	STANDS_EDITED, /* the entry does not, and somebody has */
	STANDS_UNKNOWN, /* it has no receipt */
};

/* The headline of the release, or the title that stands for it. */
const char *known_title(const struct known *known);

/* The mark is that of the entry in the newer feed. */
enum standing import_standing(
	struct pool *pool, const struct known *known, const char *mark);

/*
 * What stands in the receipt of the draft's release: marks of the entry and of
 * what becomes of it, and when it was published.
 */
const char *import_release_receipt(
	const struct work *work, const struct draft *draft);

/* The element of a release in a text, by `ref`, or in event.xml, by `id`. */
const struct element *import_release_element(
	const struct edit *edit, const char *attribute, const char *id);

/* Put the release of the draft in the place of one that nobody has edited. */
int import_refresh(struct work *work, const struct known *known,
	const struct draft *draft);

#endif
