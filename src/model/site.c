#include "model/site.h"

#include <stdlib.h>
#include <string.h>
#include "base/uuid.h"
#include "base/banned.h"

struct event *site_event(const struct site *site, const char *uid)
{
	size_t low = 0, high = site->event_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = uuid_compare_uids(
			uid, site->events_by_uid[middle]->uid);

		if (order == 0)
			return site->events_by_uid[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const struct series *site_series(const struct site *site, const char *folder)
{
	for (size_t i = 0; i < site->series_count; i++)
		if (strcmp(site->series[i]->folder, folder) == 0 &&
			!site->series[i]->failed)
			return site->series[i];
	return NULL;
}

static int compare_uids(const void *left, const void *right)
{
	const struct event *a = *(struct event *const *)left;
	const struct event *b = *(struct event *const *)right;
	int order = uuid_compare_uids(a->uid, b->uid);

	return order != 0 ? order : strcmp(a->path, b->path);
}

static int compare_events(const void *left, const void *right)
{
	return event_compare(
		*(struct event *const *)left, *(struct event *const *)right);
}

static void sort_events(struct site *site)
{
	size_t size = site->event_count * sizeof(*site->events);

	site->events_by_uid = pool_alloc(&site->pool, size + 1);
	if (size == 0)
		return;
	memcpy(site->events_by_uid, site->events, size);
	qsort(site->events_by_uid, site->event_count,
		sizeof(*site->events_by_uid), compare_uids);
	qsort(site->events, site->event_count, sizeof(*site->events),
		compare_events);
	for (size_t i = 0; i < site->event_count; i++)
		site->events[i]->rank = i;
}

/* Nobody names himself. */
static struct event *find_other(
	const struct site *site, const struct event *event, const char *uid)
{
	struct event *other = uid ? site_event(site, uid) : NULL;

	return other != event ? other : NULL;
}

static void add_also(
	struct site *site, struct release *release, const struct event *event)
{
	release->also = pool_grow(&site->pool, release->also,
		release->also_count, sizeof(*release->also));
	release->also[release->also_count++] = event;
}

static void resolve_shared(
	struct site *site, struct event *event, struct shared_release *shared)
{
	struct release *release = NULL;

	shared->owner = find_other(site, event, shared->uid);
	if (shared->owner != NULL)
		release = event_release(shared->owner, shared->id);
	shared->release = release;
	if (release != NULL)
		add_also(site, release, event);
}

static void add_part(
	struct site *site, struct event *whole, const struct event *part)
{
	whole->parts = pool_grow(&site->pool, whole->parts, whole->part_count,
		sizeof(*whole->parts));
	whole->parts[whole->part_count++] = part;
}

static void resolve(struct site *site, struct event *event)
{
	struct event *whole = find_other(site, event, event->part_of.uid);

	event->part_of.event = whole;
	if (whole != NULL)
		add_part(site, whole, event);
	for (size_t i = 0; i < event->see_also_count; i++)
		event->see_also[i].event =
			find_other(site, event, event->see_also[i].uid);
	for (size_t i = 0; i < event->shared_count; i++)
		resolve_shared(site, event, &event->shared[i]);
}

void site_settle(struct site *site)
{
	sort_events(site);
	for (size_t i = 0; i < site->event_count; i++) {
		struct event *event = site->events_by_uid[i];

		event->parts = NULL;
		event->part_count = 0;
		for (size_t j = 0; j < event->release_count; j++) {
			event->releases[j].also = NULL;
			event->releases[j].also_count = 0;
		}
	}
	for (size_t i = 0; i < site->event_count; i++)
		resolve(site, site->events_by_uid[i]);
}
