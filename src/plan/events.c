#include "plan/events.h"

#include <string.h>
#include "plan/change_entries.h"
#include "plan/changes.h"
#include "plan/ledger_next.h"
#include "plan/planning.h"
#include "plan/release_entries.h"
#include "plan/since.h"
#include "plan/tombstones.h"
#include "base/banned.h"

void events_add_membership(struct pool *pool, struct membership **all,
	size_t *count, struct membership one)
{
	for (size_t i = 0; i < *count; i++)
		if ((*all)[i].scope == one.scope &&
			strcmp((*all)[i].name, one.name) == 0)
			return;
	*all = pool_grow(pool, *all, *count, sizeof(one));
	(*all)[(*count)++] = one;
}

/* Parties are those of the series, and of the persons who took part. */
const struct membership *events_memberships(struct pool *pool,
	const struct publisher *publisher, const struct event *event,
	size_t *count)
{
	const struct series *series = event->series;
	struct membership *all = NULL;

	*count = 0;
	events_add_membership(pool, &all, count,
		(struct membership){SCOPE_SERIES, series->folder});
	for (size_t i = 0; i < series->side_count; i++)
		events_add_membership(pool, &all, count,
			(struct membership){
				SCOPE_PARTY, series->sides[i].party});
	for (size_t i = 0; i < event->person_count; i++)
		if (event->persons[i].party != NULL)
			events_add_membership(pool, &all, count,
				(struct membership){
					SCOPE_PARTY, event->persons[i].party});
	for (size_t i = 0; i < event->topic_count; i++)
		events_add_membership(pool, &all, count,
			(struct membership){
				SCOPE_TOPIC, event->topics[i]->term});
	for (size_t i = 0; i < publisher->selection_count; i++)
		if (event_is_selected(event, &publisher->selections[i]))
			events_add_membership(pool, &all, count,
				(struct membership){SCOPE_SELECTION,
					publisher->selections[i].as.term});
	if (event->has_files)
		events_add_membership(pool, &all, count,
			(struct membership){SCOPE_EVENT,
				pool_printf(pool, "%s/%s", series->folder,
					event->folder)});
	return all;
}

static struct when last_of(const struct sitting *sitting)
{
	return sitting->end.precision == WHEN_ABSENT ? sitting->start
						     : sitting->end;
}

static void plan_vevents(struct planning *it)
{
	const struct event *event = it->view->event;

	for (size_t i = 0; i < event->sitting_count; i++) {
		const struct sitting *sitting = &event->sittings[i];
		struct fragment fragment = {.format = FORMAT_ICS,
			.id = sitting->uid,
			.item = sitting->uid,
			.view = it->view,
			.sitting = sitting,
			.start = sitting->start,
			.last = last_of(sitting),
			.year = sitting->start.year};

		if (!sitting_has_day(sitting))
			continue;
		planning_add_home(it->plan, &fragment);
		planning_put(it, fragment);
	}
}

static struct when last_day(const struct event *event)
{
	struct when last = event_last_day(event);

	return last.precision == WHEN_ABSENT ? event_start(event) : last;
}

static void plan_object(struct planning *it, instant modified)
{
	const struct event *event = it->view->event;
	struct fragment fragment = {.format = FORMAT_EVENTS,
		.language = it->view->language,
		.id = event->uid,
		.uid = event->uid,
		.item = event->uid,
		.memberships = it->memberships,
		.membership_count = it->membership_count,
		.view = it->view,
		.start = event_start(event),
		.last = last_day(event),
		.news = it->news,
		.is_known = !it->may_differ && !it->is_news,
		.stamp = {.modified = modified},
		.bytes = BUF_INIT};

	planning_add_addresses(it->plan, &fragment);
	plan_put(it->plan, &fragment);
	fragment.format = FORMAT_CSV;
	plan_put(it->plan, &fragment);
}

void events_plan(struct plan *plan, struct event *event, struct diag *diag)
{
	const struct publisher *publisher = &plan->site->publisher;
	const struct published *before = ledger_find(plan->ledger, event->uid);
	struct changes changes = changes_of_event(
		&plan->pool, before, publisher, event, plan->told);
	struct pool rows = POOL_INIT;
	struct planning shared = {.plan = plan,
		.before = before,
		.after = ledger_next_meeting(plan, event, before),
		.rows = &rows,
		.may_differ = before == NULL ||
			stamp_may_differ(&plan->stamping, event)};

	shared.memberships = events_memberships(
		&plan->pool, publisher, event, &shared.membership_count);
	if (shared.may_differ) {
		since_note(&plan->pool, shared.after, before, publisher);
	} else {
		shared.after->since = before->since;
		shared.after->since_count = before->since_count;
	}
	changes_advise(&changes, publisher, event, diag);
	for (size_t i = 0; i < publisher->language_count; i++) {
		struct planning it = shared;

		it.view = view_make(
			&plan->pool, publisher, event, publisher->languages[i]);
		plan_vevents(&it);
		release_entries_plan(&it);
		for (size_t j = 0; j < changes.count; j++)
			change_entries_plan(&it, it.view, &changes.items[j]);
		tombstones_keep_rows(&it);
		plan_object(&it, ledger_next_told(&it));
	}
	shared.after->rows = pool_settle(&plan->pool, shared.after->rows,
		shared.after->row_count * sizeof(*shared.after->rows));
	pool_release(&rows);
}
