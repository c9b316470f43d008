/*
 * What the parts of import_calendar.c share: a calendar whose meetings go, one
 * after the other, into their records.
 */
#ifndef CMD_IMPORTING_CALENDAR_H
#define CMD_IMPORTING_CALENDAR_H

#include "cmd/import.h"
#include "import/ics.h"

/* A meeting of the calendar, and where it belongs. */
struct item {
	const struct ics_event *event;
	const char *title; /* the uid for want of one */
	const struct series *series; /* NULL: none has a title like that */
	const struct event *known; /* its record; or NULL */
	const char *language;
	const struct fact *number; /* or NULL */
};

struct importing_calendar {
	struct work *work;
	struct ics ics;
	struct reading reading; /* of titles */
	struct item *items; /* one for each event */
	struct buf json;
	size_t strays, unsure;
	const struct item *item; /* that is imported */
	const struct topic **topics; /* of it */
	size_t topic_count;
};

/*
 * Find series, record and language of each meeting.  Returns EXIT_DONE, or
 * another exit status after saying what keeps all of them out: no language, or
 * records that have other uids.
 */
int import_calendar_place(struct importing_calendar *it);

/*
 * Set the times of the meeting that is imported, and their zone.  Returns why
 * the zone is not sure, or NULL.
 */
const char *import_calendar_when(
	const struct importing_calendar *it, struct reading *reading);

/* Note all that the calendar says of the meeting as facts. */
void import_calendar_facts(
	struct importing_calendar *it, struct reading *reading);

/* What its VEVENT has; no time of that is later than now. */
struct stamp import_calendar_floor(const struct importing_calendar *it);

/* Complete its draft; for the work, whose data is the calendar. */
void import_calendar_complete(const struct work *work, struct draft *draft);

#endif
