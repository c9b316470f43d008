/*
 * An event as one language shows it.  Every choice between languages is made
 * here and nowhere else: what a text lacks is taken, field by field, from the
 * publisher's next language that has it.
 */
#ifndef MODEL_VIEW_H
#define MODEL_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include "base/buf.h"
#include "base/pool.h"
#include "model/event.h"
#include "model/publisher.h"
#include "model/words.h"

struct person_view {
	const struct person *person;
	struct words name, role; /* each text may be NULL */
	struct words party; /* its name; text NULL for no party */
};

struct body_view {
	const char *party_code; /* or NULL */
	struct words party; /* its name; text NULL for no party */
	struct words name;
};

struct link_view {
	const char *href;
	struct words label; /* text NULL for none */
};

struct view {
	const struct publisher *publisher;
	const struct event *event;
	const char *language; /* the feed's */
	const struct text *own; /* NULL: there is no text in it */
	/* `own`, the one in its place where that is partial, else the first one
	 * there is, or NULL */
	const struct text *shown;
	int stale; /* `own` is behind its original */
	int title_number; /* to put behind the title; 0 for none */
	struct words title; /* without status, without number */
	struct words when, place, venue, summary, status_note;
	struct words notice; /* text NULL for none */
	const struct word_list *discussed, *outcomes;
	const char *discussed_language, *outcomes_language;
	struct person_view *persons;
	struct body_view *bodies;
	struct link_view *links;
	unsigned person_count, body_count, link_count;
	const struct credit *credit; /* NULL: the publisher's own words */
};

/* The event in this language; all of it lives in `pool`. */
const struct view *view_make(struct pool *pool,
	const struct publisher *publisher, const struct event *event,
	const char *language);

/* The program's phrase in the view's language. */
const char *view_phrase(const struct view *view, const char *key);

/* The language of the words that are shown, else that of the view. */
const char *view_shown_language(const struct view *view);

/* The title with its number, as shown, without a word for the status. */
void view_put_title(struct buf *out, const struct view *view);

/*
 * "Venue, place, country" as far as they are known; the language goes to
 * `*language`, NULL where the venue and the place are of two.  Nothing is put
 * when nothing is known.
 */
void view_put_place(
	struct buf *out, const struct view *view, const char **language);

/*
 * Its two parts by themselves: the venue with what parts it from the rest,
 * where it is in another language, else nothing; then all else.  Each returns
 * the language, NULL for nothing.
 */
const char *view_put_venue(struct buf *out, const struct view *view);
const char *view_put_rest_of_place(struct buf *out, const struct view *view);

/* The phrase above what is discussed: where it was, or will be. */
const char *view_discussed_label(const struct view *view);

/*
 * What to call a person: the name, else the function, else the party; its
 * text is NULL when nothing is known.
 */
struct words person_called(const struct person_view *person);

/*
 * The notice: as worded in the record or glossary, else the program's name
 * for the kind of translation.  Its text is NULL for an original.
 */
struct words view_notice(const struct view *view);

/*
 * The title with the word for the status of the meeting in front; returns its
 * language, NULL where the word and the title are of two.
 */
const char *view_put_marked_title(struct buf *out, const struct view *view);

/* A release as the view shows it. */
struct release_view {
	const struct release_words *words; /* NULL: no text says more */
	const char *language; /* of them */
};

struct release_view view_release(const struct view *view, const char *id);

/* Whether the body that it shows of a release sums that up. */
bool view_is_summary(const struct view *view, const char *id);

/*
 * The view as an entry about a release shows it: where the text of this
 * language says nothing of it, the one that does is shown, with its notice,
 * its author and the line that the language is missing.
 */
const struct view *view_of_release(
	struct pool *pool, const struct view *view, const char *id);

/* The name of a party: the publisher's, the program's, or its code. */
struct words party_name(const struct publisher *publisher, const char *code,
	const char *language);

/* The name of a language in another one: "Japanese"; its tag if unknown. */
const char *language_name(const struct publisher *publisher, const char *tag,
	const char *language);

/* What it calls itself: "日本語"; the English name if unknown. */
struct words language_self_name(
	const struct publisher *publisher, const char *tag);

#endif
