/*
 * The record that a reading makes: what was read stands beside each fact as a
 * comment, <!-- import … --> or, where it is not sure, <!-- ?import … -->.
 *
 *	struct draft draft;
 *	draft_make(&draft, &reading, start);
 *	draft_put_event(markup, &draft, publisher);
 *	draft_put_text(markup, &draft, publisher);
 */
#ifndef IMPORT_DRAFT_H
#define IMPORT_DRAFT_H

#include "import/facts.h"
#include "model/event.h"
#include "write/markup.h"

struct draft {
	const struct reading *reading;
	const struct event *start;
	struct event event;
	struct text text;
	const struct event
		*lacking; /* all that is put, or NULL for everything */
	const char *receipt; /* of the first release in the text, or NULL */
	int line; /* of what that was read from */
};

/* What the text says goes over what `start` has, which has a uid at least. */
void draft_make(struct draft *draft, const struct reading *reading,
	const struct event *start);

/*
 * The same for a meeting that has a record: a text, as a draft, with those of
 * its persons that the text names.
 */
void draft_make_text(struct draft *draft, const struct reading *reading,
	const struct event *event, const char *release);

/*
 * Append what the record lacks and the text says: elements for event.xml; one
 * release for LANG.xml, with this title unless it is NULL.
 */
void draft_put_lacking(
	struct buf *out, struct draft *draft, const struct event *event);
void draft_put_release(
	struct buf *out, const struct draft *draft, const char *title);

/*
 * Tells apart what a release says under a title: 16 characters, the same for a
 * draft and for what was read back of it.
 */
const char *draft_release_mark(struct pool *pool,
	const struct release_words *words, const char *title);

/* The element of a record with all that is in it; the caller closes it. */
void draft_put_event(struct markup *markup, const struct draft *draft);
void draft_put_text(struct markup *markup, const struct draft *draft);

/* A fact as the receipt has it. */
void draft_put_fact(struct buf *out, const struct fact *fact);

#endif
