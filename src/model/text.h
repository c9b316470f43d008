/*
 * The words of a meeting in one language (LANG.xml).
 */
#ifndef MODEL_TEXT_H
#define MODEL_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include "base/buf.h"
#include "base/diag.h"
#include "model/prose.h"
#include "model/when.h"
#include "model/words.h"

/* A day or a moment as written, and the moment that it stands for. */
struct date {
	struct when when; /* precision WHEN_ABSENT: not given */
	instant at; /* days count as noon in the publisher's zone */
};

struct person_words {
	const char *ref;
	const char *name, *role; /* each may be NULL */
};

struct link_words {
	const char *href;
	const char *label;
};

/* Whose words these are when they are not the publisher's own. */
struct credit {
	const char *publisher;
	const char *href; /* or NULL */
	struct date published, accessed;
};

struct correction {
	struct date at;
	const char *note;
};

/* A release in this language. */
struct release_words {
	const char *ref; /* id of the release in event.xml */
	const char *title; /* its headline; NULL: the meeting's title */
	const char *href; /* official page, or NULL */
	struct date published;
	bool is_summary; /* the body sums the release up */
	const char *atom_id; /* that it was published with elsewhere; or NULL */
	struct pos at; /* of that id */
	struct date updated; /* what its entry said when it came here */
	struct prose *body; /* NULL: only the facts are known */
	struct correction *corrections;
	size_t correction_count;
};

struct text {
	const char *language;
	const char *path;
	const char *kind; /* "original", "provisional", … */
	const char *of; /* language translated from, or NULL */
	int of_revision; /* 0: not given */
	int revision; /* 1 when not given */
	int draft;
	int doubt_line; /* of a fact that nobody has confirmed; 0: none */
	const char *mark; /* see due_mark(); NULL: none */
	struct date not_before; /* days count from their start */
	const char *title, *when, *place, *venue, *summary, *status_note,
		*notice; /* each may be NULL */
	struct word_list discussed, outcomes;
	struct person_words *persons;
	size_t person_count;
	struct link_words *links;
	size_t link_count;
	const struct credit *credit; /* NULL: the publisher's own words */
	struct release_words *releases;
	size_t release_count;
};

/* The day as written; a moment in UTC, as RFC 3339 has it. */
void date_put(struct buf *out, const struct date *date);

/* Each NULL when the text has none. */
const struct person_words *text_person(
	const struct text *text, const char *ref);
const struct release_words *text_release(
	const struct text *text, const char *id);

/* The page of a release; NULL without one, or without a text. */
const char *text_page(const struct text *text, const char *id);

#endif
