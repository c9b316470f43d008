#include "plan/accepting.h"

#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/uuid.h"
#include "base/banned.h"

const char *accepting_path(struct accepting *it, const struct event *event)
{
	return pool_printf(
		&it->site->pool, "%s/%s", event->series->folder, event->folder);
}

const char *accepting_record_path(struct accepting *it, const char *path)
{
	return pool_printf(&it->site->pool, "events/%s/event.xml", path);
}

const struct published *accepting_published(
	const struct accepting *it, const char *uid)
{
	const struct published *meeting = ledger_find(it->ledger, uid);

	return meeting != NULL && meeting->event != NULL ? meeting : NULL;
}

void accepting_refuse(struct accepting *it, const struct event *event)
{
	struct site *site = it->site;

	site->bad_uids = pool_grow(&site->pool, site->bad_uids, site->bad_count,
		sizeof(*site->bad_uids));
	site->bad_uids[site->bad_count++] = event->uid;
	if (event->status != STATUS_CANCELLED)
		return;
	it->cancelled = pool_grow(&site->pool, it->cancelled,
		it->cancelled_count, sizeof(*it->cancelled));
	it->cancelled[it->cancelled_count++] = event->uid;
}

static bool is_among(const char *const *uids, size_t count, const char *uid)
{
	for (size_t i = 0; i < count; i++)
		if (uuid_compare_uids(uids[i], uid) == 0)
			return true;
	return false;
}

bool accepting_is_bad(const struct accepting *it, const char *uid)
{
	return is_among(it->site->bad_uids, it->site->bad_count, uid);
}

bool accepting_is_cancelled(const struct accepting *it, const char *uid)
{
	return is_among(it->cancelled, it->cancelled_count, uid);
}

void accepting_drop_empty(struct accepting *it)
{
	struct site *site = it->site;
	size_t kept = 0;

	for (size_t i = 0; i < site->event_count; i++)
		if (site->events[i] != NULL)
			site->events[kept++] = site->events[i];
	site->event_count = kept;
}

static int compare_paths(const void *left, const void *right)
{
	return strcmp((*(struct event *const *)left)->path,
		(*(struct event *const *)right)->path);
}

void accepting_sort_by_path(struct accepting *it)
{
	struct site *site = it->site;
	size_t size = site->event_count * sizeof(*it->by_path);

	it->by_path = pool_alloc(&site->pool, size + 1);
	it->path_count = site->event_count;
	if (size == 0)
		return;
	memcpy(it->by_path, site->events, size);
	qsort(it->by_path, it->path_count, sizeof(*it->by_path), compare_paths);
}

struct event *accepting_read_at(struct accepting *it, const char *path)
{
	struct event key = {.path = accepting_record_path(it, path)};
	struct event *const wanted = &key;
	struct event **found = NULL;

	if (it->path_count > 0)
		found = bsearch(&wanted, it->by_path, it->path_count,
			sizeof(*it->by_path), compare_paths);
	return found ? *found : NULL;
}

bool accepting_record_stands(struct accepting *it, const char *path)
{
	int result = file_stands(path);

	if (result < 0)
		diag_unreadable(it->diag, (struct pos){path, 0, 0});
	return result != 0;
}
