/*
 * Which meetings have to be planned anew when some records have changed:
 * those, all that they name and that name them, and those whose pages lead to
 * them as the one before or behind.  Meetings that these name are read too, so
 * that they can be named.
 *
 *	struct touched *touched = touched_find(cards, &changes, &stats, now);
 *	do
 *		... read the records of touched->folders ...
 *	while (touched_follow(touched, site));
 *	... read the parts of the ledger, accept, plan ...
 *	touched_free(touched);
 */
#ifndef PLAN_TOUCHED_H
#define PLAN_TOUCHED_H

#include <stdbool.h>
#include "plan/cards.h"
#include "plan/index.h"
#include "plan/ledger.h"

/* Which meetings of a file are read. */
struct ledger_part {
	const char *folder; /* of the series */
	size_t head;
	struct span *spans;
	size_t count;
};

struct touched {
	struct pool pool;
	const struct cards *cards;
	instant now;
	char *states; /* of each card: see touched_state.h */
	const char **folders; /* of records to be read, in byte order; never
				 NULL */
	size_t folder_count;
	const char **series; /* that have a touched meeting, in byte order */
	size_t series_count;
	uint32_t *uids; /* places of those that are touched, in order */
	size_t uid_count;
	struct ledger_part *parts; /* of the ledger that are needed */
	size_t part_count;
	struct known_folder *known; /* those below events/, by hash */
	size_t known_count;
	size_t unread_count; /* meetings that are neither read nor touched */
};

/* NULL: so much has changed that all records have to be read. */
struct touched *touched_find(const struct cards *cards,
	const struct index_changes *changes, const struct filestats *stats,
	instant now);

/*
 * Learn from what was read whom it touches.  Returns true when more folders
 * are to be read than before.
 */
bool touched_follow(struct touched *touched, const struct site *site);

/* Whether the meeting of the card is to be planned anew. */
bool touched_has(
	const struct touched *touched, const struct meeting_card *card);

/* The same of one whose uid stands at this place of the cards' texts. */
bool touched_has_uid(const struct touched *touched, uint32_t place);

/* Whether a meeting of the series is. */
bool touched_has_series(const struct touched *touched, const char *folder);

/* When the next embargo in a record that is not read ends; or INT64_MAX. */
instant touched_next_due(const struct touched *touched);

/* Whether some meeting that was not read has this uid. */
bool touched_knows(const struct touched *touched, const char *uid);

/* What is needed of the ledger's file of a series; NULL: nobody knows it. */
struct ledger_part *touched_part(
	const struct touched *touched, const char *folder);

/* Note in the ledger which meetings are there to be named only. */
void touched_mark_context(const struct touched *touched, struct ledger *ledger);

void touched_free(struct touched *touched);

#endif
