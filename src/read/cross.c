#include "read/cross.h"

#include <stdlib.h>
#include <string.h>
#include "base/uuid.h"
#include "base/banned.h"

static int compare_uids(const void *left, const void *right)
{
	const struct event *a = *(struct event *const *)left;
	const struct event *b = *(struct event *const *)right;
	int order = strcmp(a->uid, b->uid);

	return order != 0 ? order : strcmp(a->path, b->path);
}

static int compare_events(const void *left, const void *right)
{
	return event_compare(
		*(struct event *const *)left, *(struct event *const *)right);
}

static void report_double(
	struct reader *reader, const struct event *event, const char *other)
{
	char fresh[UUID_SIZE];

	diag_error(reader->diag, event->at,
		"the uid of this event is that of %s too", other);
	if (uuid_random(fresh) == 0)
		diag_help(reader->diag,
			"give the newer of the two a fresh one: uid=\"%s\"",
			fresh);
}

/*
 * Two records with one uid cannot both be that event.  Both are reported;
 * neither is published, for nobody can know which one is meant.
 */
static void drop_doubles(struct reader *reader)
{
	struct event **events = reader->site->events;
	size_t count = reader->site->event_count, kept = 0, end;

	for (size_t i = 0; i < count; i = end) {
		end = i + 1;
		while (end < count &&
			strcmp(events[end]->uid, events[i]->uid) == 0)
			end++;
		if (end == i + 1) {
			events[kept++] = events[i];
			continue;
		}
		reader_remember_bad(reader, events[i]->uid);
		for (size_t j = i; j < end; j++)
			report_double(reader, events[j],
				events[j == i ? i + 1 : i]->path);
	}
	reader->site->event_count = kept;
}

/* Events of a series that cannot be used are checked, then left out. */
static void drop_events_of_failed_series(struct reader *reader)
{
	struct site *site = reader->site;
	size_t kept = 0;

	for (size_t i = 0; i < site->event_count; i++) {
		if (site->events[i]->series->failed)
			reader_remember_bad(reader, site->events[i]->uid);
		else
			site->events[kept++] = site->events[i];
	}
	site->event_count = kept;
}

static int report_self(struct reader *reader, struct pos at)
{
	diag_error(reader->diag, at, "the event names itself");
	return diag_help(reader->diag, "write the uid of the other event");
}

/* What another record's mistake leaves out stands as it was published. */
static int report_unknown_uid(struct reader *reader, struct event *event,
	struct pos at, const char *uid)
{
	if (reader_may_be_bad(reader, uid)) {
		event->disputed = 1;
		return 0;
	}
	diag_error(reader->diag, at, "no event has the uid %s", uid);
	return diag_help(
		reader->diag, "copy the uid from the other event's event.xml");
}

static int resolve_reference(
	struct reader *reader, struct event *event, struct reference *other)
{
	if (other->uid == NULL)
		return 0;
	other->event = site_event(reader->site, other->uid);
	if (other->event == event) {
		other->event = NULL;
		return report_self(reader, other->at);
	}
	return other->event != NULL
		? 0
		: report_unknown_uid(reader, event, other->at, other->uid);
}

static int resolve_shared(struct reader *reader, struct event *event,
	struct shared_release *shared)
{
	struct nearest nearest;
	struct release *release;

	shared->owner = site_event(reader->site, shared->uid);
	if (shared->owner == event)
		return report_self(reader, shared->at);
	if (shared->owner == NULL)
		return report_unknown_uid(
			reader, event, shared->at, shared->uid);
	release = event_release(shared->owner, shared->id);
	shared->release = release;
	if (release != NULL) {
		release->also = pool_grow(&reader->site->pool, release->also,
			release->also_count, sizeof(*release->also));
		release->also[release->also_count++] = event;
		return 0;
	}
	nearest_begin(&nearest, shared->id);
	for (size_t i = 0; i < shared->owner->release_count; i++)
		nearest_offer(&nearest, shared->owner->releases[i].id);
	return reader_report_nobody(reader, shared->at,
		"release of that event with the id", &nearest,
		"write the id that it has in the other event's event.xml");
}

static int resolve(struct reader *reader, struct event *event)
{
	int result = resolve_reference(reader, event, &event->part_of);

	for (size_t i = 0; i < event->see_also_count; i++)
		result |= resolve_reference(reader, event, &event->see_also[i]);
	for (size_t i = 0; i < event->shared_count; i++)
		result |= resolve_shared(reader, event, &event->shared[i]);
	return result;
}

/* Leave out events whose references lead nowhere. */
static void resolve_all(struct reader *reader)
{
	struct site *site = reader->site;
	size_t kept = 0;

	for (size_t i = 0; i < site->event_count; i++) {
		struct event *event = site->events_by_uid[i];

		event->hidden = resolve(reader, event) != 0;
		if (!event->hidden)
			site->events[kept++] = event;
	}
	site->event_count = kept;
}

static void index_by_uid(struct site *site)
{
	size_t size = site->event_count * sizeof(*site->events_by_uid);

	site->events_by_uid = pool_alloc(&site->pool, size + 1);
	if (size > 0)
		memcpy(site->events_by_uid, site->events, size);
}

static void sort_events(
	struct site *site, int (*order)(const void *, const void *))
{
	if (site->event_count > 0)
		qsort(site->events, site->event_count, sizeof(*site->events),
			order);
}

void cross_check(struct reader *reader)
{
	struct site *site = reader->site;

	sort_events(site, compare_uids);
	drop_doubles(reader);
	drop_events_of_failed_series(reader);
	index_by_uid(site);
	resolve_all(reader);
	index_by_uid(site);
	sort_events(site, compare_events);
	for (size_t i = 0; i < site->event_count; i++)
		site->events[i]->rank = i;
	site->whole_count = site->event_count;
}
