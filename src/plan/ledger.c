#include "plan/ledger.h"

#include <stdlib.h>
#include <string.h>
#include "base/uuid.h"
#include "base/banned.h"

static int compare_uids(const void *left, const void *right)
{
	const struct published *const *a = left, *const *b = right;

	return uuid_compare_uids((*a)->uid, (*b)->uid);
}

/* The last stamp of a VEVENT of the meeting in any language. */
static struct stamp newest_stamp(const struct published *meeting)
{
	struct stamp newest = {-1, 0, 0};

	for (size_t i = 0; i < meeting->row_count; i++) {
		const struct stamp *stamp = &meeting->rows[i].stamp;

		if (meeting->rows[i].kind == ROW_VEVENT &&
			(stamp->sequence > newest.sequence ||
				(stamp->sequence == newest.sequence &&
					stamp->modified > newest.modified)))
			newest = *stamp;
	}
	return newest;
}

/* A merge may leave a meeting in two files: the one told last counts. */
static bool is_newer(const struct published *a, const struct published *b)
{
	struct stamp first = newest_stamp(a), second = newest_stamp(b);

	if (first.sequence != second.sequence)
		return first.sequence > second.sequence;
	return first.modified > second.modified;
}

static void sort_meetings(struct ledger *ledger)
{
	size_t kept = 0;

	if (ledger->count == 0)
		return;
	qsort(ledger->meetings, ledger->count, sizeof(*ledger->meetings),
		compare_uids);
	for (size_t i = 0; i < ledger->count; i++) {
		struct published *meeting = ledger->meetings[i];

		if (kept == 0 ||
			uuid_compare_uids(ledger->meetings[kept - 1]->uid,
				meeting->uid) != 0)
			ledger->meetings[kept++] = meeting;
		else if (is_newer(meeting, ledger->meetings[kept - 1]))
			ledger->meetings[kept - 1] = meeting;
	}
	ledger->count = kept;
}

static int compare_paths(const void *left, const void *right)
{
	const struct published *const *a = left, *const *b = right;

	return strcmp((*a)->path, (*b)->path);
}

static void sort_paths(struct ledger *ledger)
{
	ledger->path_count = 0;
	ledger->by_path = pool_alloc(
		&ledger->pool, (ledger->count + 1) * sizeof(*ledger->by_path));
	for (size_t i = 0; i < ledger->count; i++)
		if (ledger->meetings[i]->event != NULL)
			ledger->by_path[ledger->path_count++] =
				ledger->meetings[i];
	if (ledger->path_count > 0)
		qsort(ledger->by_path, ledger->path_count,
			sizeof(*ledger->by_path), compare_paths);
}

/* The events of the old world are those of its meetings. */
static void settle_world(struct ledger *ledger)
{
	struct site *world = &ledger->world;

	world->event_count = 0;
	for (size_t i = 0; i < ledger->count; i++)
		if (ledger->meetings[i]->event != NULL)
			world->events[world->event_count++] =
				ledger->meetings[i]->event;
	world->whole_count = world->event_count;
	site_settle(world);
}

void ledger_settle(struct ledger *ledger)
{
	sort_meetings(ledger);
	sort_paths(ledger);
	settle_world(ledger);
}

void ledger_free(struct ledger *ledger)
{
	if (ledger == NULL)
		return;
	pool_release(&ledger->world.pool);
	pool_release(&ledger->pool);
	free(ledger);
}

struct published *ledger_find(const struct ledger *ledger, const char *uid)
{
	struct published key = {.uid = uid};
	struct published *const wanted = &key;
	struct published **found = NULL;

	if (ledger->count > 0)
		found = bsearch(&wanted, ledger->meetings, ledger->count,
			sizeof(*ledger->meetings), compare_uids);
	return found ? *found : NULL;
}

struct published *ledger_at(const struct ledger *ledger, const char *path)
{
	struct published key = {.path = path};
	struct published *const wanted = &key;
	struct published **found = NULL;

	if (ledger->path_count > 0)
		found = bsearch(&wanted, ledger->by_path, ledger->path_count,
			sizeof(*ledger->by_path), compare_paths);
	return found ? *found : NULL;
}

void ledger_forget(struct ledger *ledger, struct published *meeting)
{
	meeting->event = NULL;
	sort_paths(ledger);
}

const char *left_name(const struct left *left)
{
	return left->feed + strcspn(left->feed, "/") + 1;
}

bool ledger_is_left(const struct ledger *ledger, const char *folder)
{
	size_t length = strlen(folder);

	for (size_t i = 0; i < ledger->left_count; i++) {
		const char *name = left_name(&ledger->left[i]);

		if (strncmp(name, folder, length) == 0 && name[length] == '/')
			return true;
	}
	return false;
}

const struct series *ledger_series(
	const struct ledger *ledger, const char *folder)
{
	return site_series(&ledger->world, folder);
}

const char *ledger_former_identity(
	const struct ledger *ledger, const char *folder)
{
	for (size_t i = 0; i < ledger->former_count; i++)
		if (strcmp(ledger->former[i].folder, folder) == 0)
			return ledger->former[i].identity;
	return NULL;
}

bool ledger_is_file(const char *name)
{
	size_t length = strlen(name);

	return name[0] != '.' && length > 4 &&
		strcmp(name + length - 4, ".xml") == 0;
}
