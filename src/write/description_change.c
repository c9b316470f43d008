#include "write/description_change.h"

#include "model/fill.h"
#include "write/dates.h"
#include "write/description_facts.h"
#include "write/description_releases.h"
#include "base/banned.h"

static struct words told_date(
	struct description *description, const struct as_told *told)
{
	const struct view *view = description->view;
	const struct sitting sitting = {.start = told->start,
		.end = told->end,
		.zone_name = told->zone_name};
	struct buf line = BUF_INIT;

	if (told->start.precision == WHEN_CLOCK && told->zone_name == NULL)
		dates_put_clock(&line, view->publisher, view->language,
			&told->start, NULL);
	else
		dates_put_sitting(
			&line, view->publisher, view->language, &sitting);
	return description_take(description, &line);
}

/* The date that was announced. */
static void tell_date(
	struct description *description, const struct as_told *told)
{
	if (told->start.precision == WHEN_ABSENT)
		description_add(description, LOOK_PLAIN, NULL,
			description_phrase(description, "date-unknown"));
	else
		description_add(description, LOOK_LABEL, "when",
			told_date(description, told));
}

/* A phrase with the date that the meeting has, or had, by then. */
static void tell_date_in(struct description *description, const char *key,
	const struct as_told *told)
{
	struct buf line = BUF_INIT;

	if (told->start.precision == WHEN_ABSENT)
		return;
	fill_one(&line, view_phrase(description->view, key), "date",
		told_date(description, told).text);
	description_add(description, LOOK_PLAIN, NULL,
		description_take(description, &line));
}

/* The record tells the reason of its last change only. */
static void tell_called_off(
	struct description *description, const struct change_told *change)
{
	description_add(description, LOOK_PLAIN, NULL,
		description_phrase(description,
			change->kind == CHANGE_CANCELLED ? "status.cancelled"
							 : "status.postponed"));
	tell_date_in(description,
		change->has_moved ? "previous-date" : "previously",
		&change->told);
	if (change->is_last)
		description_add(description, LOOK_LABEL, "reason",
			description->view->status_note);
}

static void tell_correction(
	struct description *description, const struct change_told *change)
{
	const struct view *view = description->view;
	struct release_view shown = view_release(view, change->release->id);
	struct section *section;
	struct buf date = BUF_INIT;

	description_releases_add_correction(
		description, change->correction, shown.language);
	section = description_open(description, LOOK_LABEL, "release");
	dates_put_day(&date, view->publisher, view->language,
		&change->release->published.when);
	description_add_line(description, section,
		description_take(description, &date),
		shown.words ? shown.words->href : NULL);
}

struct description description_change(struct pool *pool,
	const struct view *view, const struct change_told *change)
{
	struct description made = {.pool = pool, .view = view};

	switch (change->kind) {
	case CHANGE_ANNOUNCED:
		tell_date(&made, &change->told);
		break;
	case CHANGE_MOVED:
		tell_date_in(&made, "new-date", &change->told);
		description_add_date(&made, "previous-date", &change->before,
			change->told.before_zone);
		break;
	case CHANGE_POSTPONED:
	case CHANGE_CANCELLED:
		tell_called_off(&made, change);
		break;
	case CHANGE_WITHDRAWN:
		description_add(&made, LOOK_PLAIN, NULL,
			description_phrase(&made, "status.withdrawn"));
		return made;
	case CHANGE_CORRECTED:
		tell_correction(&made, change);
		return made;
	}
	description_add(&made, LOOK_LABEL, "where", change->told.place);
	description_facts_add_ways(&made);
	return made;
}
