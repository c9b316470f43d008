#include "plan/release_entries.h"

#include <string.h>
#include "plan/change_entries.h"
#include "plan/changes.h"
#include "plan/tombstones.h"
#include "base/banned.h"

static instant later(instant at, const struct date *other)
{
	return other->when.precision != WHEN_ABSENT && other->at > at
		? other->at
		: at;
}

/*
 * A language that published later counts from then; nothing was published
 * while it was under embargo.
 */
static instant published_at(
	const struct view *view, const struct release *release)
{
	const struct release_words *words =
		view->shown ? text_release(view->shown, release->id) : NULL;
	instant at = later(release->published.at, &release->not_before);

	at = later(at, &view->event->not_before);
	if (view->shown != NULL)
		at = later(at, &view->shown->not_before);
	return words ? later(at, &words->published) : at;
}

/* When the entry would have come out by the old world; 0: it is new there. */
static instant published_before(
	const struct planning *it, const struct fragment *entry)
{
	const struct event *event = it->before ? it->before->event : NULL;
	const struct release *release =
		event != NULL ? event_release(event, entry->release->id) : NULL;
	struct view before = {.event = event};

	if (release == NULL)
		return 0;
	if (entry->view->shown != NULL)
		before.shown = event_text(event, entry->view->shown->language);
	return published_at(&before, release);
}

/*
 * Nothing is dated later than the moment at which it went out.  While its date
 * in the records stays, so does the one that was published: see plan/apart.h.
 */
static instant told_at(const struct planning *it, const struct fragment *entry,
	const struct row *row)
{
	instant at = published_at(entry->view, entry->release);
	instant before = row != NULL ? published_before(it, entry) : 0;
	instant limit = it->plan->told;

	if (row != NULL && before == at)
		return row->published;
	/* A date that was cut to its moment is that moment. */
	if (row != NULL && (row->published > limit || row->published < before))
		limit = row->published;
	return at < limit ? at : limit;
}

/* Views of the other events that the release covers. */
static void add_also(struct plan *plan, struct fragment *fragment)
{
	const struct release *release = fragment->release;

	for (size_t i = 0; i < release->also_count; i++) {
		const struct event *event = release->also[i];

		if (event->hidden)
			continue;
		fragment->also = pool_grow(&plan->pool, fragment->also,
			fragment->also_count, sizeof(*fragment->also));
		fragment->also[fragment->also_count++] =
			view_make(&plan->pool, fragment->view->publisher, event,
				fragment->view->language);
	}
}

/* What the entry said of its last update, where it was before; 0: nothing. */
static instant updated_before(const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	const struct release_words *words = view->shown != NULL
		? text_release(view->shown, fragment->item)
		: NULL;

	return words != NULL &&
			strcmp(view_shown_language(view), view->language) == 0
		? words->updated.at
		: 0;
}

static bool is_dated(const struct fragment *fragment, const struct row *row)
{
	return row == NULL || row->updated != fragment->updated;
}

/*
 * An entry is updated by corrections, by its withdrawal, and by nothing else;
 * each is later than what came before.
 */
static void date_entry(struct planning *it, struct fragment *fragment)
{
	struct plan *plan = it->plan;
	const struct view *view = fragment->view;
	const struct release *release = fragment->release;
	const struct row *row =
		changes_recall(it->before, view, ROW_RELEASE, release->id);
	struct changes corrections;

	fragment->published = told_at(it, fragment, row);
	fragment->updated = fragment->published;
	fragment->year = planning_year(view->publisher, fragment->published);
	if (row != NULL && row->updated > fragment->updated)
		fragment->updated = row->updated;
	if (row == NULL && updated_before(fragment) > fragment->updated)
		fragment->updated = updated_before(fragment) < plan->told
			? updated_before(fragment)
			: plan->told;
	/* One that is back is newer than its tombstone. */
	if (row != NULL && row->state == ROW_REMOVED)
		fragment->updated = stamp_later_than(row->updated, plan->told);
	if (release->status == RELEASE_WITHDRAWN) {
		if (row == NULL || row->state != ROW_WITHDRAWN)
			fragment->updated =
				stamp_later_than(fragment->updated, plan->told);
		fragment->is_dated = is_dated(fragment, row);
		return;
	}
	corrections = changes_of_release(&plan->pool, it->before, view, release,
		fragment->updated, plan->told);
	for (size_t i = 0; i < corrections.count; i++) {
		const struct change_told *change = &corrections.items[i];

		if (change->at > fragment->updated)
			fragment->updated = change->at;
		change_entries_plan(it, view, change);
	}
	/* Corrections are entries of their own, and have their dates. */
	fragment->is_dated = corrections.count == 0 &&
		is_dated(fragment, row) && updated_before(fragment) == 0;
}

void release_entries_plan(struct planning *it)
{
	struct plan *plan = it->plan;
	const struct event *event = it->view->event;

	for (size_t i = 0; i < event->release_count; i++) {
		const struct release *release = &event->releases[i];
		struct fragment fragment = {.format = FORMAT_ATOM,
			.view = view_of_release(
				&plan->pool, it->view, release->id),
			.item = release->id,
			.release = release};
		struct buf id = BUF_INIT;

		if (release->hidden)
			continue;
		entry_put_shown_id(&id, fragment.view, release->id);
		fragment.id = pool_take(&plan->pool, &id);
		date_entry(it, &fragment);
		add_also(plan, &fragment);
		planning_add_addresses(plan, &fragment);
		planning_put(it, fragment);
		if (release->status == RELEASE_WITHDRAWN)
			tombstones_plan_replaced(it, release->id);
	}
}
