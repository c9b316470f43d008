/*
 * One event in one language while it is planned, and what all of its fragments
 * have in common: events.c goes through the languages, the release and change
 * entries and the tombstones have files of their own.
 */
#ifndef PLAN_PLANNING_H
#define PLAN_PLANNING_H

#include "plan/plan.h"

struct planning {
	struct plan *plan;
	const struct view *view;
	const struct published *before; /* NULL: it is new */
	struct published *after; /* what the ledger will say */
	struct pool *rows; /* where its rows are until all are there */
	const struct membership *memberships; /* of the event */
	size_t membership_count;
	bool may_differ; /* from what was published */
	enum news news; /* of the meeting in calendars */
	bool is_news; /* of anything in this language */
};

/*
 * Plan a fragment that has a row in the ledger: give it what is known of the
 * event, its stamp, and the row.
 */
void planning_put(struct planning *it, struct fragment fragment);

/* Where the meeting is for people, and for programs too. */
void planning_add_home(struct plan *plan, struct fragment *fragment);
void planning_add_addresses(struct plan *plan, struct fragment *fragment);

/* The year of the archive that holds what is dated so. */
short planning_year(const struct publisher *publisher, instant at);

/* The id of an entry about a change; see entry_put_change_id(). */
const char *planning_change_id(struct plan *plan, const char *uid,
	const char *name, const char *shown, const char *language);

#endif
