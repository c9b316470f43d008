/*
 * One meeting: its facts (event.xml), and its texts.
 */
#ifndef MODEL_EVENT_H
#define MODEL_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include "base/diag.h"
#include "base/pool.h"
#include "base/uuid.h"
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

/* The status of this name; STATUS_SCHEDULED when there is no such name. */
enum status status_called(const char *name);

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
	const char *uid; /* that was published; NULL: person_uid() makes it */
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

/* Whether all facts of two places are the same. */
bool place_is_same(const struct place *a, const struct place *b);

enum release_status {
	RELEASE_DRAFT,
	RELEASE_PUBLISHED,
	RELEASE_WITHDRAWN,
};

/*
 * Parts of event.xml that can be refused one by one: the published ones take
 * their places.
 */
enum event_part {
	EVENT_NUMBER = 1 << 0,
	EVENT_STATUS = 1 << 1,
	EVENT_TIMES = 1 << 2,
	EVENT_PLACE = 1 << 3,
	EVENT_PERSONS = 1 << 4,
	EVENT_BODIES = 1 << 5,
	EVENT_TOPICS = 1 << 6,
	EVENT_PART_OF = 1 << 7,
	EVENT_SEE_ALSO = 1 << 8,
	EVENT_LINKS = 1 << 9,
	EVENT_RELEASES = 1 << 10,
	EVENT_HISTORY = 1 << 11,
	EVENT_WHOLE = 1 << 12, /* nothing but a cancellation is taken from it */
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
	bool hidden; /* a draft or not due yet */
	const char *mark; /* see due_mark(); NULL: none */
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

/* SEQUENCE, CREATED and LAST-MODIFIED of a VEVENT, as published. */
struct stamp {
	int sequence;
	instant created, modified;
};

/* An id that the entry of a release has had since before it came here. */
struct given_id {
	const char *release, *language;
	const char *id;
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
	const char *uid;
	int number; /* 0: none */
	enum status status;
	bool has_status; /* the record names it */
	int draft;
	int doubt_line; /* of a fact that nobody has confirmed; 0: none */
	struct date not_before;
	struct stamp floor; /* what its VEVENT had before it came here */
	struct sitting *sittings; /* the main one first */
	size_t sitting_count;
	struct place place;
	struct person *persons;
	size_t person_count;
	const struct body **bodies;
	size_t body_count;
	const struct topic **topics; /* its own, then those of the series */
	size_t topic_count;
	size_t own_topic_count; /* of the event itself */
	struct reference part_of;
	const struct event **parts; /* that name this one in part_of */
	size_t part_count;
	struct reference *see_also;
	size_t see_also_count;
	const char **links;
	size_t link_count;
	struct release *releases;
	size_t release_count;
	struct shared_release *shared;
	size_t shared_count;
	struct given_id *given; /* of entries: see plan/given.h */
	size_t given_count;
	struct change *history;
	size_t change_count;
	struct text **texts; /* in the publisher's order of languages */
	size_t text_count;
	size_t hidden_text_count; /* drafts and the like, behind the others */
	const char **bad_texts; /* languages whose files have errors */
	size_t bad_text_count;
	unsigned refused; /* enum event_part: what has errors in event.xml */
	bool hidden; /* a draft, not due yet, or not sound: shown nowhere */
	const char *mark; /* see due_mark(); NULL: none */
	instant due; /* when an embargo in it ends next; 0: never */
	bool is_context; /* there to be named: nothing is planned of it */
	bool is_published; /* as the ledger has it; its record says nothing */
	bool has_files; /* a calendar and, with pages, a page of its own */
};

/* Start of the main sitting; its precision is WHEN_ABSENT when unknown. */
struct when event_start(const struct event *event);

/* The zone of its clock times, or NULL. */
const char *event_zone_name(const struct event *event);

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

/*
 * RFC 9073, 7.1: the UID of a person; one without an id is told by being the
 * `number`th.
 */
void person_uid(char uid[UUID_SIZE], const struct event *event,
	const struct person *person, int number);

/* The end as it is told: a day without another one ends itself. */
const struct when *sitting_end(const struct sitting *sitting);

/* A calendar can show it: there is at least a day. */
int sitting_has_day(const struct sitting *sitting);

/* It has a calendar of its own: there is a day to be shown in it. */
bool event_has_calendar(const struct event *event);

/* Give it the uid; its main time, which has that too, goes along. */
void event_call(struct event *event, const char *uid);

/* Parts of an event; NULL: it has no such part. */
struct sitting *event_sitting(const struct event *event, const char *uid);
const struct text *event_text(const struct event *event, const char *language);
struct release *event_release(const struct event *event, const char *id);

/* The id that the entry of a release had before it came here, or NULL. */
const char *event_given_id(
	const struct event *event, const char *release, const char *language);

/*
 * Its own topics, and behind them those of its series that it does not name
 * itself; the list is in the pool.
 */
void event_inherit_topics(struct pool *pool, struct event *event);

/* Order by start of the main sitting, then uid. */
int event_compare(const struct event *a, const struct event *b);

/* Whether the selection has its series, a party at its table or a topic. */
bool event_is_selected(
	const struct event *event, const struct selection *selection);

#endif
