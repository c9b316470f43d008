#include "read/event_parts.h"

#include <string.h>
#include "base/banned.h"

/* A release without a date came out on the last day of the meeting. */
static void date_release(struct reader *reader, struct event *event,
	const struct element *element, struct release *release)
{
	if (release->published.when.precision != WHEN_ABSENT)
		return;
	release->published.when = event_last_day(event);
	if (release->published.when.precision != WHEN_ABSENT) {
		struct when noon = release->published.when;

		noon.hour = 12;
		release->published.at =
			zone_instant(reader->site->publisher.zone, &noon);
		return;
	}
	reader_error(
		reader, element->at, "nothing says when this release came out");
	diag_help(
		reader->diag, "add published=\"…\", or the day of the meeting");
}

static void take_own_release(struct reader *reader, struct event *event,
	const struct element *element)
{
	const char *id = take_value(reader, element, "id");
	const char *status = element_value(element, "status");
	struct release release = {
		.id = id ? id : "release",
		.published =
			take_date(reader, element, "published", DAY_AS_NOON),
		.not_before = take_date(
			reader, element, "not-before", DAY_FROM_ITS_START),
		.status = status ? (enum release_status)value_index(
					   value_release_status.allowed, status)
				 : RELEASE_PUBLISHED,
		.at = element->at,
	};

	if (event_release(event, release.id) != NULL) {
		reader_error(reader, element->at,
			"a second release with the id '%s'", release.id);
		diag_help(reader->diag,
			"add id=\"…\", a name of its own that never changes");
		return;
	}
	date_release(reader, event, element, &release);
	event->releases = pool_grow(&reader->site->pool, event->releases,
		event->release_count, sizeof(release));
	event->releases[event->release_count++] = release;
}

static void take_shared_release(struct reader *reader, struct event *event,
	const struct element *element)
{
	const char *id = strchr(element_value(element, "see"), ' ');
	struct shared_release shared = {
		.uid = event_take_uid(reader, element, "see"),
		.id = id != NULL ? pool_text(&reader->site->pool, id + 1)
				 : "release",
		.at = element_place(element, "see"),
	};

	for (size_t i = 0; i < event->shared_count; i++) {
		if (strcmp(event->shared[i].uid, shared.uid) != 0 ||
			strcmp(event->shared[i].id, shared.id) != 0)
			continue;
		reader_error(reader, shared.at,
			"this release of the other meeting is named twice");
		diag_help(reader->diag, "keep one");
	}
	if (element->attribute_count > 1) {
		reader_error(reader, element->at,
			"a release with see=\"…\" has other attributes too");
		diag_help(reader->diag,
			"leave them out here; they stand in the record of the "
			"other meeting");
	}
	event->shared = pool_grow(&reader->site->pool, event->shared,
		event->shared_count, sizeof(shared));
	event->shared[event->shared_count++] = shared;
}

void event_take_releases(struct reader *reader, struct event *event,
	const struct element *element)
{
	for (const struct element *child = element_child(element, "release");
		child != NULL; child = element_again(child)) {
		if (element_value(child, "see") != NULL)
			take_shared_release(reader, event, child);
		else
			take_own_release(reader, event, child);
	}
}

void event_take_history(struct reader *reader, struct event *event,
	const struct element *element)
{
	static const char *const kinds[] = {
		"announced", "moved", "postponed", "cancelled", NULL};
	const struct element *history = element_child(element, "history");

	for (const struct element *child = history ? history->first_child
						   : NULL;
		child != NULL; child = child->next) {
		struct change change = {.from = {.precision = WHEN_ABSENT}};
		const char *from;

		if (child->name == NULL)
			continue;
		change.kind = (enum change_kind)value_index(kinds, child->name);
		change.at = take_date(reader, child, "at", DAY_AS_NOON);
		from = element_value(child, "from");
		if (from != NULL)
			when_parse(from, &change.from, NULL);
		event->history = pool_grow(&reader->site->pool, event->history,
			event->change_count, sizeof(change));
		event->history[event->change_count++] = change;
	}
}
