/*
 * One meeting: its facts (event.xml), and its texts.
 */
#ifndef MODEL_EVENT_H
#define MODEL_EVENT_H

#include <stddef.h>
#include "base/diag.h"
#include "model/series.h"
#include "model/text.h"
#include "model/when.h"
#include "model/zone.h"

enum status {
	STATUS_TENTATIVE,
	STATUS_SCHEDULED,
	STATUS_HELD,
	STATUS_POSTPONED,
	STATUS_CANCELLED,
};

/* "tentative", …, as in records and in keys of phrases. */
const char *status_name(enum status status);

/* A time at which the meeting sits; most have one. */
struct sitting {
	const char *id; /* or NULL */
	const char *uid; /* of its VEVENT */
	struct when start;
	struct when end; /* inclusive for days; absent: unknown for clocks */
	const char *zone_name; /* of clock times, else NULL */
	const struct zone *zone; /* the same */
};

struct person {
	const char *id; /* or NULL */
	const char *party; /* code, or NULL */
	const char *as; /* "co-chair", …, as in keys of phrases */
	int acting;
	const char *sitting; /* id of the time at which present, or NULL */
	const char *name; /* where no text gives one, or NULL */
};

struct place {
	const char *mode; /* "in-person", "online", "hybrid", or NULL */
	const char *country; /* ISO 3166, or NULL */
	const char *join; /* public link, or NULL */
	const char *geo; /* "50.84212;4.38235", or NULL */
};

enum release_status {
	RELEASE_DRAFT,
	RELEASE_PUBLISHED,
	RELEASE_WITHDRAWN,
};

struct event;

struct release {
	const char *id;
	struct date published; /* always given once the record is read */
	struct date not_before;
	enum release_status status;
	struct pos at;
	const struct event **also; /* other events that it covers */
	size_t also_count;
	int hidden; /* a draft or not due yet */
};

/* A release of another meeting that covers this one too. */
struct shared_release {
	const char *uid, *id;
	struct pos at;
	const struct event *owner; /* NULL while nobody is found */
	const struct release *release;
};

enum change_kind {
	CHANGE_ANNOUNCED,
	CHANGE_MOVED,
	CHANGE_POSTPONED,
	CHANGE_CANCELLED,
	CHANGE_WITHDRAWN, /* of a release, as the next one: not in history */
	CHANGE_CORRECTED,
};

struct change {
	enum change_kind kind;
	struct date at;
	struct when from; /* of a move: the date it had before */
};

/* Another meeting that this one names. */
struct reference {
	const char *uid; /* NULL: none */
	struct pos at;
	const struct event *event; /* NULL while nobody is found */
};

struct event {
	size_t rank; /* in the order of event_compare() */
	const struct series *series;
	const char *folder;
	const char *path; /* of event.xml */
	struct pos at;
	const char *uid; /* lower case */
	int number; /* 0: none */
	enum status status;
	int draft;
	struct date not_before;
	struct sitting *sittings; /* the main one first */
	size_t sitting_count;
	struct place place;
	struct person *persons;
	size_t person_count;
	const struct body **bodies;
	size_t body_count;
	const struct topic **topics; /* its own, then those of the series */
	size_t topic_count;
	struct reference part_of;
	struct reference *see_also;
	size_t see_also_count;
	const char **links;
	size_t link_count;
	struct release *releases;
	size_t release_count;
	struct shared_release *shared;
	size_t shared_count;
	struct change *history;
	size_t change_count;
	struct text **texts; /* in the publisher's order of languages */
	size_t text_count;
	size_t hidden_text_count; /* drafts and the like, behind the others */
	int hidden; /* a draft, not due yet, or not sound: shown nowhere */
	int disputed; /* it lacks what was published, which stands therefore */
};

/* Start of the main sitting; its precision is WHEN_ABSENT when unknown. */
struct when event_start(const struct event *event);

/*
 * The date that a meeting had at first: of its first move, or of what is
 * postponed; absent for a meeting that has always been where it is.
 */
struct when event_previous(const struct event *event);

/* Last day of all sittings, at day precision, or absent. */
struct when event_last_day(const struct event *event);

/* Whether the person was at this sitting; at the meeting when it is NULL. */
int person_is_present(
	const struct person *person, const struct sitting *sitting);

/* A calendar can show it: there is at least a day. */
int sitting_has_day(const struct sitting *sitting);

const struct text *event_text(const struct event *event, const char *language);
struct release *event_release(const struct event *event, const char *id);

/* Order by start of the main sitting, then uid. */
int event_compare(const struct event *a, const struct event *b);

#endif
