#include "plan/roster.h"

#include <string.h>
#include "base/hash.h"
#include "base/banned.h"

/* What is gathered of one meeting. */
struct gathering {
	uint32_t *subjects;
	size_t subject_count;
	size_t parent; /* towards the one that stands for its group */
	int is_grouped, is_tangled;
};

static uint64_t folder_hash(const struct event *event)
{
	size_t length = strlen(event->path) - strlen("/event.xml");

	return hash_bytes(event->path, length);
}

uint32_t roster_subject(const struct feed *feed)
{
	const char *rest = strchr(feed->path, '/') + 1;
	const char *end = strrchr(rest, '/');

	/* Of single events and of years, the name of the file tells. */
	if (end == NULL || feed->scope == SCOPE_EVENT)
		end = rest + strlen(rest);
	return (uint32_t)hash_bytes(rest, (size_t)(end - rest));
}

static void add_subject(
	struct pool *pool, struct gathering *meeting, uint32_t subject)
{
	for (size_t i = 0; i < meeting->subject_count; i++)
		if (meeting->subjects[i] == subject)
			return;
	meeting->subjects = pool_grow(pool, meeting->subjects,
		meeting->subject_count, sizeof(subject));
	meeting->subjects[meeting->subject_count++] = subject;
}

/* Former addresses follow the present ones. */
static int is_former(const struct feed *feed)
{
	return strcmp(feed->path, feed->address) != 0;
}

static void gather_subjects(
	struct pool *pool, struct gathering *meetings, const struct plan *plan)
{
	for (size_t i = 0; i < plan->feeds.count; i++) {
		const struct feed *feed = plan->feeds.items[i];
		uint32_t subject;

		/* Pages are planned for all of a series. */
		if (feed->page != NULL)
			continue;
		subject = roster_subject(feed);
		for (size_t j = 0; j < feed->fragment_count; j++) {
			const struct view *view = feed->fragments[j]->view;

			if (view == NULL || is_former(feed))
				continue;
			add_subject(
				pool, &meetings[view->event->rank], subject);
			meetings[view->event->rank].is_tangled |=
				feed->is_stray;
		}
	}
}

static size_t root_of(struct gathering *meetings, size_t rank)
{
	while (meetings[rank].parent != rank) {
		meetings[rank].parent = meetings[meetings[rank].parent].parent;
		rank = meetings[rank].parent;
	}
	return rank;
}

static void join(struct gathering *meetings, const struct event *event,
	const struct event *other)
{
	if (other == NULL)
		return;
	meetings[event->rank].is_grouped = 1;
	meetings[other->rank].is_grouped = 1;
	meetings[root_of(meetings, event->rank)].parent =
		root_of(meetings, other->rank);
}

static void gather_groups(struct gathering *meetings, const struct site *site)
{
	for (size_t i = 0; i < site->event_count; i++)
		meetings[i].parent = i;
	for (size_t i = 0; i < site->event_count; i++) {
		const struct event *event = site->events[i];

		join(meetings, event, event->part_of.event);
		for (size_t j = 0; j < event->see_also_count; j++)
			join(meetings, event, event->see_also[j].event);
		for (size_t j = 0; j < event->shared_count; j++)
			join(meetings, event, event->shared[j].owner);
	}
}

/* Uids that only the ledger knows are not free. */
static void put_past(struct buf *entries, const char *uid)
{
	struct roster_entry entry = {.uid = hash_text(uid)};

	buf_put(entries, &entry, sizeof(entry));
}

/* Both are in the order of their uids. */
static void gather_ledger(struct buf *entries, struct gathering *meetings,
	const struct site *site, const struct ledger *ledger)
{
	const char *past = "";
	size_t at = 0;

	for (size_t i = 0; i < ledger->count; i++) {
		const struct ledger_line *line = &ledger->lines[i];
		const struct event *event;

		while (at < site->event_count &&
			strcmp(site->events_by_uid[at]->uid, line->uid) < 0)
			at++;
		event = at < site->event_count ? site->events_by_uid[at] : NULL;
		if (event != NULL && strcmp(event->uid, line->uid) == 0) {
			meetings[event->rank].is_tangled |=
				strcmp(line->series, event->series->folder) !=
				0;
			continue;
		}
		if (!site->is_part && strcmp(past, line->uid) != 0)
			put_past(entries, line->uid);
		past = line->uid;
	}
}

void roster_put(
	struct buf *entries, struct buf *subjects, const struct plan *plan)
{
	const struct site *site = plan->site;
	struct pool pool = POOL_INIT;
	struct gathering *meetings =
		pool_alloc(&pool, (site->event_count + 1) * sizeof(*meetings));

	gather_subjects(&pool, meetings, plan);
	gather_groups(meetings, site);
	gather_ledger(entries, meetings, site, plan->ledger);
	for (size_t i = 0; i < site->event_count; i++) {
		const struct gathering *meeting = &meetings[i];
		const struct event *event = site->events[i];
		struct roster_entry entry = {.folder = folder_hash(event),
			.uid = hash_text(event->uid),
			.first_subject =
				(uint32_t)(subjects->length / sizeof(uint32_t)),
			.subject_count = (uint32_t)meeting->subject_count,
			.is_tangled = meeting->is_tangled != 0};

		if (meeting->is_grouped)
			entry.group = hash_text(
				site->events[root_of(meetings, i)]->uid);
		buf_put(entries, &entry, sizeof(entry));
		buf_put(subjects, meeting->subjects,
			meeting->subject_count * sizeof(uint32_t));
	}
	pool_release(&pool);
}

/* Of all events of a site that has a few. */
static const uint64_t *hash_folders(struct pool *pool, const struct site *site)
{
	uint64_t *hashes =
		pool_alloc(pool, (site->event_count + 1) * sizeof(*hashes));

	for (size_t i = 0; i < site->event_count; i++)
		hashes[i] = folder_hash(site->events[i]);
	return hashes;
}

void roster_put_others(struct buf *entries, struct buf *subjects,
	const struct roster *roster, const struct site *site)
{
	struct pool pool = POOL_INIT;
	const uint64_t *folders = hash_folders(&pool, site);

	for (size_t i = 0; i < roster->count; i++) {
		struct roster_entry entry = roster->entries[i];
		const uint32_t *first = roster->subjects + entry.first_subject;

		if (hash_is_among(folders, site->event_count, entry.folder))
			continue;
		entry.first_subject =
			(uint32_t)(subjects->length / sizeof(*first));
		buf_put(entries, &entry, sizeof(entry));
		buf_put(subjects, first, entry.subject_count * sizeof(*first));
	}
	pool_release(&pool);
}

int roster_agrees(const struct roster *roster, const struct site *site)
{
	struct pool pool = POOL_INIT;
	const uint64_t *folders = hash_folders(&pool, site);
	int result = 1;

	for (size_t i = 0; i < site->event_count; i++) {
		uint64_t uid = hash_text(site->events[i]->uid);

		for (size_t j = 0; j < roster->count && result; j++)
			result = (roster->entries[j].folder == folders[i]) ==
				(roster->entries[j].uid == uid);
	}
	pool_release(&pool);
	return result;
}

int roster_has(const struct roster *roster, const struct event *event)
{
	uint64_t folder = folder_hash(event);

	for (size_t i = 0; i < roster->count; i++)
		if (roster->entries[i].folder == folder)
			return 1;
	return 0;
}

size_t roster_event_count(const struct roster *roster)
{
	size_t count = 0;

	for (size_t i = 0; i < roster->count; i++)
		count += roster->entries[i].folder != 0;
	return count;
}
