#include "plan/accept_uids.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "base/uuid.h"
#include "base/banned.h"

static void report_double(struct accepting *it, const struct event *event,
	const struct event *other)
{
	char fresh[UUID_SIZE];

	assert(other != NULL);
	diag_error(it->diag, event->at,
		"the uid of this event is that of %s too", other->path);
	if (uuid_random(fresh) == 0)
		diag_help(it->diag,
			"give the newer of the two a fresh one: uid=\"%s\"",
			fresh);
}

/* The folder of the series may have another name by now. */
static struct event *find_renamed_home(const struct accepting *it,
	struct event *const *events, size_t count,
	const struct published *meeting)
{
	struct event *home = NULL;

	if (site_series(it->site, meeting->event->series->folder) != NULL)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(events[i]->folder, meeting->event->folder) != 0)
			continue;
		if (home != NULL)
			return NULL;
		home = events[i];
	}
	return home;
}

/* The one of several events with one uid that it was published from. */
static struct event *find_home(
	struct accepting *it, struct event *const *events, size_t count)
{
	const struct published *meeting =
		accepting_published(it, events[0]->uid);

	if (meeting == NULL)
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (strcmp(accepting_path(it, events[i]), meeting->path) == 0)
			return events[i];
	return find_renamed_home(it, events, count, meeting);
}

/*
 * Several records with one uid cannot all be that event.  Of a copied folder
 * the ledger knows which one is the copy; else neither is published.
 */
static void refuse_doubles(
	struct accepting *it, struct event **events, size_t count)
{
	struct event *home = find_home(it, events, count);

	for (size_t i = 0; i < count && home == NULL; i++)
		accepting_refuse(it, events[i]);
	for (size_t i = 0; i < count; i++) {
		const struct event *other = events[i == 0 ? 1 : 0];

		if (events[i] != home)
			report_double(it, events[i], home ? home : other);
	}
	for (size_t i = 0; i < count; i++)
		if (events[i] != home)
			events[i] = NULL;
}

static int compare_uids(const void *left, const void *right)
{
	const struct event *a = *(struct event *const *)left;
	const struct event *b = *(struct event *const *)right;
	int order = uuid_compare_uids(a->uid, b->uid);

	return order != 0 ? order : strcmp(a->path, b->path);
}

void accept_uids_find_doubles(struct accepting *it)
{
	struct site *site = it->site;
	size_t end;

	if (site->event_count > 0)
		qsort(site->events, site->event_count, sizeof(*site->events),
			compare_uids);
	for (size_t i = 0; i < site->event_count; i = end) {
		end = i + 1;
		while (end < site->event_count &&
			uuid_compare_uids(site->events[end]->uid,
				site->events[i]->uid) == 0)
			end++;
		if (end > i + 1)
			refuse_doubles(it, &site->events[i], end - i);
	}
	accepting_drop_empty(it);
}

/* A sitting beside the main one has a uid of its own, made from that of its
 * meeting; see name_sittings(). */
struct sitting_uid {
	const char *uid;
	const struct event *event;
};

static int compare_sitting_uids(const void *left, const void *right)
{
	const struct sitting_uid *a = left, *b = right;

	return strcmp(a->uid, b->uid);
}

static struct sitting_uid *add_sitting_uids(struct pool *pool,
	struct sitting_uid *uids, size_t *count, const struct site *site)
{
	for (size_t i = 0; i < site->event_count; i++) {
		const struct event *event = site->events[i];

		for (size_t j = 1; j < event->sitting_count; j++) {
			uids = pool_grow(pool, uids, *count, sizeof(*uids));
			uids[(*count)++] = (struct sitting_uid){
				event->sittings[j].uid, event};
		}
	}
	return uids;
}

static void report_sitting(struct accepting *it, const struct event *event,
	const struct event *other)
{
	char fresh[UUID_SIZE];

	diag_error(it->diag, event->at,
		"the uid of this event is that of a sitting of %s",
		other->path);
	if (uuid_random(fresh) == 0)
		diag_help(it->diag, "give it a fresh one: uid=\"%s\"", fresh);
}

void accept_uids_refuse_of_sittings(struct accepting *it)
{
	struct site *site = it->site;
	struct pool pool = POOL_INIT;
	size_t count = 0;
	struct sitting_uid *uids = add_sitting_uids(&pool, NULL, &count, site);

	uids = add_sitting_uids(&pool, uids, &count, &it->ledger->world);
	if (count > 0)
		qsort(uids, count, sizeof(*uids), compare_sitting_uids);
	for (size_t i = 0; count > 0 && i < site->event_count; i++) {
		struct event *event = site->events[i];
		const struct sitting_uid key = {event->uid, NULL};
		const struct sitting_uid *found = bsearch(
			&key, uids, count, sizeof(*uids), compare_sitting_uids);

		if (found == NULL)
			continue;
		report_sitting(it, event, found->event);
		accepting_refuse(it, event);
		site->events[i] = NULL;
	}
	accepting_drop_empty(it);
	pool_release(&pool);
}

/* Those that were read, by their uids; the site is not settled yet. */
static struct event *find_read(const struct accepting *it, const char *uid)
{
	struct event key = {.uid = uid, .path = ""};
	size_t low = 0, high = it->site->event_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct event *event = it->site->events[middle];

		if (uuid_compare_uids(event->uid, key.uid) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < it->site->event_count &&
		uuid_compare_uids(it->site->events[low]->uid, uid) == 0)
		return it->site->events[low];
	return NULL;
}

/* The uid was published from another folder, which is there and unreadable. */
static bool is_copy(struct accepting *it, const struct event *event,
	const struct published *meeting)
{
	return strcmp(accepting_path(it, event), meeting->path) != 0 &&
		accepting_read_at(it, meeting->path) == NULL &&
		accepting_record_stands(
			it, accepting_record_path(it, meeting->path));
}

/* From its folder another meeting was published, which is nowhere. */
static const struct published *find_replaced(
	struct accepting *it, const struct event *event)
{
	const struct published *meeting =
		ledger_at(it->ledger, accepting_path(it, event));

	if (meeting == NULL || strcmp(meeting->uid, event->uid) == 0 ||
		find_read(it, meeting->uid) != NULL)
		return NULL;
	return meeting;
}

/* Returns false, after complaining, for a record that is not that meeting. */
static bool is_who_it_says(struct accepting *it, const struct event *event)
{
	const struct published *meeting = accepting_published(it, event->uid);
	const struct published *replaced = NULL;

	if (meeting != NULL && is_copy(it, event, meeting)) {
		report_double(it, event, meeting->event);
		return false;
	}
	if (meeting == NULL)
		replaced = find_replaced(it, event);
	if (replaced == NULL)
		return true;
	diag_error(it->diag, event->at, "the uid was published as %s",
		replaced->uid);
	diag_help(it->diag,
		"write uid=\"%s\" again: subscribers know the meeting by it",
		replaced->uid);
	return false;
}

void accept_uids_find_strangers(struct accepting *it)
{
	struct site *site = it->site;
	bool *is_stranger =
		pool_alloc(&site->pool, site->event_count * sizeof(bool) + 1);

	for (size_t i = 0; i < site->event_count; i++)
		is_stranger[i] = !is_who_it_says(it, site->events[i]);
	for (size_t i = 0; i < site->event_count; i++) {
		if (!is_stranger[i])
			continue;
		accepting_refuse(it, site->events[i]);
		site->events[i] = NULL;
	}
	accepting_drop_empty(it);
}
