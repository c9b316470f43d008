#include "plan/change_entries.h"

#include "base/banned.h"

/* The zone of clock times of the meeting, when it had this date; or NULL. */
static const char *zone_of(const struct event *event, const struct when *date)
{
	struct when start;

	if (event == NULL || date->precision != WHEN_CLOCK)
		return NULL;
	start = event_start(event);
	return when_compare(&start, date) == 0 ? event->sittings[0].zone_name
					       : NULL;
}

/* Where a date that the history tells has no zone, it is that of today. */
static const char *zone_before(
	const struct planning *it, const struct when *date)
{
	const struct event *event = it->view->event;
	const char *zone = zone_of(it->before ? it->before->event : NULL, date);

	if (zone == NULL && date->precision == WHEN_CLOCK &&
		event->sitting_count > 0)
		zone = event->sittings[0].zone_name;
	return zone;
}

/* What is known of the meeting now. */
static struct as_told tell_now(struct planning *it, const struct view *view,
	const struct change_told *change)
{
	const struct event *event = view->event;
	struct as_told told = {.start = change->after,
		.before_zone = zone_before(it, &change->before),
		.zone_name = zone_before(it, &change->after)};
	struct when start = event_start(event);
	struct buf place = BUF_INIT;

	if (start.precision != WHEN_ABSENT &&
		start.precision == change->after.precision &&
		when_compare(&start, &change->after) == 0) {
		told.end = event->sittings[0].end;
		told.zone_name = event->sittings[0].zone_name;
	}
	view_put_place(&place, view, &told.place.language);
	if (place.length > 0)
		told.place.text =
			pool_bytes(&it->plan->pool, place.bytes, place.length);
	buf_release(&place);
	return told;
}

/* A change keeps what it told: only the program's own words are put anew. */
static const struct change_told *recall_change(struct planning *it,
	const struct view *view, const struct change_told *change)
{
	const struct row *row = published_row(
		it->before, ROW_CHANGE, view->language, change->name);
	struct change_told *told;

	if (change->release != NULL)
		return change;
	told = pool_alloc(&it->plan->pool, sizeof(*told));
	*told = *change;
	if (row != NULL && row->is_kept)
		told->told = row->told;
	else
		told->told = tell_now(it, view, change);
	told->after = told->told.start;
	return told;
}

void change_entries_plan(struct planning *it, const struct view *view,
	const struct change_told *told)
{
	const struct change_told *change = recall_change(it, view, told);
	struct fragment fragment = {.format = FORMAT_CHANGES,
		.view = view,
		.change = change,
		.item = change->name,
		.published = change->at,
		.updated = change->at,
		.year = planning_year(view->publisher, change->at)};

	fragment.id = planning_change_id(it->plan, view->event->uid,
		change->name,
		change->kind == CHANGE_CORRECTED ? view_shown_language(view)
						 : view->language,
		view->language);
	planning_add_addresses(it->plan, &fragment);
	planning_put(it, fragment);
}
