#include "plan/accept_missing.h"

#include <string.h>
#include "plan/substitute.h"
#include "base/banned.h"

/* In the folder that it had, another meeting may stand by now. */
static void report_gone(struct accepting *it, const struct published *meeting,
	const struct event *event)
{
	struct pos at = {event->path, 0, 0};
	const char *title =
		event->text_count > 0 ? event->texts[0]->title : NULL;

	if (strcmp(event->folder, event->uid) != 0)
		diag_error(
			it->diag, at, "was published, and its record is gone");
	else
		diag_error(it->diag, at,
			"'%s' was published, and its record is gone; another "
			"meeting has its folder",
			title ? title : event->uid);
	diag_help(it->diag,
		"put it back; a meeting that will not take place is "
		"status=\"cancelled\"; `dialogue-feeds build --forget %s` takes "
		"it out of all feeds",
		meeting->uid);
}

static bool is_at(const struct event *event, const struct event *other)
{
	return event->series == other->series &&
		strcmp(event->folder, other->folder) == 0;
}

/*
 * Whether the place of an adopted meeting is that of another one: the folder
 * may be another meeting's by now, and a series that has become another one
 * may have had a folder of the same name.
 */
static bool is_taken(struct accepting *it, const struct event *event,
	const struct published *meeting)
{
	const struct site *site = it->site;
	const char *path = accepting_path(it, event);

	if (accepting_read_at(it, path) != NULL)
		return true;
	if (strcmp(path, meeting->path) == 0)
		return false;
	for (size_t i = it->path_count; i < site->event_count; i++)
		if (is_at(site->events[i], event))
			return true;
	return ledger_at(it->ledger, path) != NULL;
}

/* A meeting that was published and has no record that could be used. */
static void adopt(struct accepting *it, const struct published *meeting)
{
	struct site *site = it->site;
	struct event *event = substitute_adopt(site, meeting->event, NULL);
	bool taken = is_taken(it, event, meeting);

	event->path = accepting_record_path(it, accepting_path(it, event));
	if (taken) {
		event->folder = event->uid;
		event->path = accepting_record_path(it, meeting->path);
	}
	if (!accepting_is_bad(it, meeting->uid) &&
		(taken || !accepting_record_stands(it, event->path)))
		report_gone(it, meeting, event);
	if (accepting_is_cancelled(it, event->uid))
		event->status = STATUS_CANCELLED;
	site->events = pool_grow(&site->pool, site->events, site->event_count,
		sizeof(*site->events));
	event->is_context = meeting->is_context;
	site->events[site->event_count++] = event;
}

void accept_missing(struct accepting *it)
{
	const struct ledger *ledger = it->ledger;
	bool *is_missing =
		pool_alloc(&it->site->pool, ledger->count * sizeof(bool) + 1);

	for (size_t i = 0; i < ledger->count; i++)
		is_missing[i] = ledger->meetings[i]->event != NULL &&
			site_event(it->site, ledger->meetings[i]->uid) == NULL;
	for (size_t i = 0; i < ledger->count; i++)
		if (is_missing[i])
			adopt(it, ledger->meetings[i]);
}
