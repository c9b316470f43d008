/*
 * A calendar of another program (RFC 5545), as far as records can say it.  Who
 * was asked to come, how one joins, and what is not public is left out before
 * anybody else sees it.
 *
 *	struct ics ics = {.pool = &pool};
 *	ics_read(&ics, &bytes);
 */
#ifndef IMPORT_ICS_H
#define IMPORT_ICS_H

#include "base/buf.h"
#include "import/tzid.h"
#include "model/event.h"

/* Something that cannot be taken over. */
struct ics_problem {
	int line;
	const char *what;
	const char *help; /* or NULL */
};

/* DTSTART or DTEND. */
struct ics_time {
	struct when when; /* absent: there is none */
	const char *tzid; /* NULL: none */
	bool is_utc;
};

struct ics_event {
	int line; /* of its BEGIN, from 1 */
	const char *uid, *title, *place, *description, *url, *geo; /* or NULL */
	const char *language; /* or NULL */
	const char **categories;
	size_t category_count, property_count;
	struct ics_time start, end; /* the end as the calendar has it */
	const char *start_line; /* as it stands */
	enum status status;
	struct stamp stamp;
	long sequence; /* as it stands */
	instant dtstamp;
	int days; /* of a DURATION of whole days; seconds of another one */
	instant duration;
	bool recurs, is_public, is_all_day;
	bool joins; /* a way to do so was left out */
};

struct ics {
	struct pool *pool;
	struct ics_event *events;
	size_t count;
	struct vtimezone *zones;
	size_t zone_count;
	const char *zone; /* of the calendar: X-WR-TIMEZONE, or NULL */
	const char *language; /* of the calendar, or NULL */
	size_t hidden_count; /* that are not public */
	struct ics_problem *problems;
	size_t problem_count;
};

void ics_read(struct ics *ics, const struct buf *bytes);

/* What is wrong with the event of this line is said later. */
void ics_complain(
	struct ics *ics, int line, const char *what, const char *help);

/* The VTIMEZONE of this TZID, or NULL. */
const struct vtimezone *ics_zone(const struct ics *ics, const char *tzid);

#endif
