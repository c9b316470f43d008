/*
 * Everything that the records of a publisher say.  The site owns it all;
 * whatever else points into it borrows.
 */
#ifndef MODEL_SITE_H
#define MODEL_SITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/pool.h"
#include "model/event.h"
#include "model/publisher.h"
#include "model/series.h"

/* A record that was read, as hashes of its path and its bytes. */
struct record_hash {
	uint64_t path, bytes;
};

struct site {
	struct pool pool;
	struct publisher publisher;
	int publisher_failed; /* publisher.xml cannot be used: nothing can */
	struct series **series; /* in order of their folders */
	size_t series_count;
	struct event **events; /* sound ones, in order of event_compare() */
	struct event **events_by_uid; /* the same, in order of their uids */
	size_t event_count;
	size_t whole_count; /* events, also those that were not read */
	const char **bad_uids; /* of events whose records cannot be used */
	size_t bad_count;
	bool bad_unknown; /* some of them do not even tell their uid */
	const char *style; /* of events/style.css; NULL: there is none */
	size_t style_size;
	bool is_preview; /* what is not published yet is shown, and marked */
	int style_failed; /* it cannot be read; the one that stands stays */
	struct record_hash *hashes; /* in the order of reading */
	size_t hash_count;
};

/*
 * Bring the events into their order and find out which of them name each
 * other; who names nobody that is there has NULL.
 */
void site_settle(struct site *site);

/* The event of this uid, or NULL: see uuid_compare_uids(). */
struct event *site_event(const struct site *site, const char *uid);

/* The series of this folder; NULL: there is none, or its record is bad. */
const struct series *site_series(const struct site *site, const char *folder);

#endif
