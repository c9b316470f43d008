#include "plan/ledger_next.h"

#include <string.h>
#include "base/banned.h"

void ledger_next_add(struct plan *plan, struct published *meeting)
{
	struct ledger *next = &plan->next;

	next->meetings = pool_grow(&plan->pool, next->meetings, next->count,
		sizeof(*next->meetings));
	next->meetings[next->count++] = meeting;
}

instant ledger_next_told(struct planning *it)
{
	struct plan *plan = it->plan;
	struct published *after = it->after;
	struct told told = {it->view->language, 0};

	for (size_t i = 0; it->before && i < it->before->told_count; i++)
		if (strcmp(it->before->told[i].language, told.language) == 0)
			told.modified = it->before->told[i].modified;
	if (it->is_news)
		told.modified = stamp_later_than(told.modified, plan->told);
	after->told = pool_grow(
		&plan->pool, after->told, after->told_count, sizeof(told));
	after->told[after->told_count++] = told;
	return told.modified;
}

static bool is_former(const struct published *meeting, const char *path)
{
	for (size_t i = 0; i < meeting->former_count; i++)
		if (strcmp(meeting->former[i], path) == 0)
			return true;
	return false;
}

static void add_former_path(
	struct plan *plan, struct published *after, const char *path)
{
	if (strcmp(path, after->path) == 0 || is_former(after, path))
		return;
	after->former = pool_grow(
		&plan->pool, after->former, after->former_count, sizeof(path));
	after->former[after->former_count++] = path;
}

/* Another meeting was at the path before this one was at all. */
static bool is_of_another(
	const struct plan *plan, const char *uid, const char *path)
{
	for (size_t i = 0; i < plan->ledger->count; i++) {
		const struct published *other = plan->ledger->meetings[i];

		if (strcmp(other->uid, uid) != 0 && is_former(other, path))
			return true;
	}
	for (size_t i = 0; i < plan->next.count; i++)
		if (plan->next.meetings[i]->card != NULL &&
			is_former(plan->next.meetings[i], path))
			return true;
	return false;
}

/* A path in the series where it was, and in all that this was called before. */
static void add_former_paths(struct plan *plan, struct published *after,
	const struct series *series, const char *path)
{
	add_former_path(plan, after, path);
	for (size_t i = 0; series != NULL && i < series->formerly_count; i++) {
		const char *other = pool_printf(&plan->pool, "%s%s",
			series->formerly[i], strchr(path, '/'));

		if (!is_former(after, other) &&
			!is_of_another(plan, after->uid, other))
			add_former_path(plan, after, other);
	}
}

/* Paths at which the meeting has files besides the present one. */
static void add_former(struct plan *plan, struct published *after,
	const struct published *before)
{
	const struct series *series = NULL;

	if (before == NULL || !before->has_files)
		return;
	if (before->event != NULL && strcmp(before->path, after->path) != 0)
		series = before->event->series;
	for (size_t i = 0; i < before->former_count; i++)
		add_former_paths(plan, after, series, before->former[i]);
	add_former_paths(plan, after, series, before->path);
}

struct published *ledger_next_meeting(
	struct plan *plan, struct event *event, const struct published *before)
{
	struct published *after = pool_alloc(&plan->pool, sizeof(*after));

	after->uid = event->uid;
	after->path = pool_printf(
		&plan->pool, "%s/%s", event->series->folder, event->folder);
	after->event = event;
	after->has_files = event->has_files;
	add_former(plan, after, before);
	ledger_next_add(plan, after);
	return after;
}
