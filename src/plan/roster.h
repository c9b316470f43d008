/*
 * Which meetings there are, which of them name each other, and in which feeds
 * each one stands: what an edit of some meetings has to know of all others.
 * Names are kept as hashes, as in plan/seen.h.
 */
#ifndef PLAN_ROSTER_H
#define PLAN_ROSTER_H

#include <stddef.h>
#include <stdint.h>
#include "base/buf.h"
#include "plan/plan.h"

struct roster_entry {
	/* Of "events/SERIES/EVENT"; 0: it has no record, only a past. */
	uint64_t folder;
	uint64_t uid;
	/* Meetings that name each other have it in common; 0: it is alone. */
	uint64_t group;
	uint32_t first_subject, subject_count; /* see roster_subject() */
	uint32_t is_tangled; /* more than its own ledger and feeds tell of it */
	uint32_t unused;
};

struct roster {
	const struct roster_entry *entries;
	size_t count;
	const uint32_t *subjects;
	size_t subject_count;
};

/*
 * What feeds of one subject are about, whatever their language and format: a
 * series, a party, a topic, a year of an archive.  By chance, two subjects may
 * be the same.
 */
uint32_t roster_subject(const struct feed *feed);

/*
 * Append the meetings of a plan whose feeds are made to arrays of entries and
 * of subjects.
 */
void roster_put(
	struct buf *entries, struct buf *subjects, const struct plan *plan);

/* Append the entries of a roster, but for those that are in the site. */
void roster_put_others(struct buf *entries, struct buf *subjects,
	const struct roster *roster, const struct site *site);

/*
 * Whether the events of the site have the uids that the roster knows them by,
 * and new ones uids that nobody else has.
 */
int roster_agrees(const struct roster *roster, const struct site *site);

/* Whether the event's folder is known. */
int roster_has(const struct roster *roster, const struct event *event);

/* How many meetings have a record. */
size_t roster_event_count(const struct roster *roster);

#endif
