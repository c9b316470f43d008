#include <string.h>
#include "write/dates.h"
#include "write/describing.h"
#include "base/banned.h"

/* The date that was announced; with hours and zone where it still stands. */
static void tell_date(struct describing *it, const struct when *date)
{
	const struct view *view = it->view;
	const struct event *event = view->event;
	struct when start = event_start(event);
	struct buf line = BUF_INIT;

	if (date->precision == WHEN_ABSENT) {
		describing_add(it, LOOK_PLAIN, NULL,
			describing_phrase(it, "date-unknown"));
		return;
	}
	if (when_compare(&start, date) == 0 &&
		start.precision == date->precision)
		dates_put_sitting(&line, view->publisher, view->language,
			&event->sittings[0]);
	else
		dates_put_clock(&line, view->publisher, view->language, date);
	describing_add(it, LOOK_LABEL, "when", describing_take(it, &line));
}

/* The record tells the reason of its last change only. */
static void tell_called_off(
	struct describing *it, const struct change_told *change)
{
	describing_add(it, LOOK_PLAIN, NULL,
		describing_phrase(it,
			change->kind == CHANGE_CANCELLED ? "status.cancelled"
							 : "status.postponed"));
	describing_date(it, "previously", &change->after);
	if (change->is_last)
		describing_add(it, LOOK_LABEL, "reason", it->view->status_note);
}

static void tell_correction(
	struct describing *it, const struct change_told *change)
{
	const struct view *view = it->view;
	struct release_view shown = view_release(view, change->release->id);
	struct section *section;
	struct buf date = BUF_INIT;

	describing_correction(it, change->correction, shown.language);
	section = describing_open(it, LOOK_LABEL, "release");
	dates_put_day(&date, view->publisher, view->language,
		&change->release->published.when);
	describing_add_line(it, section, describing_take(it, &date),
		shown.words ? shown.words->href : NULL);
}

struct description describe_change(struct pool *pool, const struct view *view,
	const struct change_told *change)
{
	struct describing it = {pool, view, {NULL, 0}};

	switch (change->kind) {
	case CHANGE_ANNOUNCED:
		tell_date(&it, &change->after);
		break;
	case CHANGE_MOVED:
		describing_date(&it, "new-date", &change->after);
		describing_date(&it, "previous-date", &change->before);
		break;
	case CHANGE_POSTPONED:
	case CHANGE_CANCELLED:
		tell_called_off(&it, change);
		break;
	case CHANGE_WITHDRAWN:
		describing_add(&it, LOOK_PLAIN, NULL,
			describing_phrase(&it, "status.withdrawn"));
		return it.made;
	case CHANGE_CORRECTED:
		tell_correction(&it, change);
		return it.made;
	}
	describing_where(&it);
	return it.made;
}
