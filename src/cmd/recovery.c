#include "cmd/recovery.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>
#include "base/banned.h"

int recovery_fail(struct recovery *it, const char *path, const char *problem)
{
	report_failure(&it->build->report,
		"%s cannot be recovered from: %s; nothing was written", path,
		problem);
	return -1;
}

void recovery_add(struct recovery *it, struct found found)
{
	found.path = it->path;
	found.row.language = it->language;
	found.row.year = it->year;
	it->found = pool_grow(it->pool, it->found, it->count, sizeof(found));
	it->found[it->count++] = found;
}

static int compare_owners(const void *left, const void *right)
{
	const struct owner *a = left, *b = right;

	return strcmp(a->uid, b->uid);
}

void recovery_note_owners(struct recovery *it)
{
	for (size_t i = 0; i < it->world->event_count; i++) {
		const struct event *event = it->world->events[i];

		for (size_t j = 0; j < event->sitting_count; j++) {
			it->owners = pool_grow(it->pool, it->owners,
				it->owner_count, sizeof(*it->owners));
			it->owners[it->owner_count++] =
				(struct owner){event->sittings[j].uid, event};
		}
	}
	if (it->owner_count > 0)
		qsort(it->owners, it->owner_count, sizeof(*it->owners),
			compare_owners);
}

const struct event *recovery_owner(const struct recovery *it, const char *uid)
{
	struct owner key = {.uid = uid};
	const struct owner *owner = NULL;

	if (it->owner_count > 0)
		owner = bsearch(&key, it->owners, it->owner_count, sizeof(key),
			compare_owners);
	return owner ? owner->event : NULL;
}

static bool is_default_identity(struct series series, const char *name)
{
	series.identity = NULL;
	return strcmp(series_identity(&series), name) == 0;
}

void recovery_note_identity(
	struct recovery *it, const struct series *of, const char *name)
{
	const struct site *world = it->world;
	bool is_free = site_series(world, name) == NULL;

	for (size_t i = 0; i < world->series_count; i++) {
		struct series *series = world->series[i];

		if (series == of &&
			(is_default_identity(*series, name) ||
				(is_free && series->identity == NULL)))
			series->identity = pool_text(it->pool, name);
	}
}

static int compare_numbers(int64_t a, int64_t b)
{
	if (a == b)
		return 0;
	return a < b ? -1 : 1;
}

/* By meeting, then all archives of one fragment in a row. */
static int compare_keys(const struct found *a, const struct found *b)
{
	int order = strcmp(a->uid, b->uid);

	if (order == 0)
		order = compare_numbers(a->row.kind, b->row.kind);
	if (order == 0)
		order = strcmp(a->row.language, b->row.language);
	return order != 0 ? order : strcmp(a->row.item, b->row.item);
}

/* Of one fragment, what was published last is the last one. */
static int compare_found(const void *left, const void *right)
{
	const struct found *a = left, *b = right;
	const struct row *first = &a->row, *second = &b->row;
	int order = compare_keys(a, b);

	if (order == 0)
		order = compare_numbers(
			first->stamp.sequence, second->stamp.sequence);
	if (order == 0)
		order = compare_numbers(
			first->stamp.modified, second->stamp.modified);
	if (order == 0)
		order = compare_numbers(first->updated, second->updated);
	return order != 0 ? order : compare_numbers(first->year, second->year);
}

/* A fragment that moves to another year stands in two archives for a while. */
static void merge_found(struct recovery *it)
{
	size_t kept = 0;

	for (size_t i = 0; i < it->count; i++) {
		struct found found = it->found[i];

		if (kept > 0 && compare_keys(&it->found[kept - 1], &found) == 0)
			found.row.left_year = it->found[--kept].row.year;
		it->found[kept++] = found;
	}
	it->count = kept;
}

void recovery_sort(struct recovery *it)
{
	if (it->count > 0)
		qsort(it->found, it->count, sizeof(*it->found), compare_found);
	merge_found(it);
}

const struct found *recovery_find(
	const struct recovery *it, const struct fragment *fragment)
{
	struct found key = {.uid = fragment->uid,
		.row = {.kind = ROW_VEVENT,
			.language = fragment->language,
			.item = fragment->item}};
	size_t low = 0, high = it->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_keys(&it->found[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < it->count && compare_keys(&it->found[low], &key) == 0)
		return &it->found[low];
	return NULL;
}
