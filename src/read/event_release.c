#include "read/event_parts.h"

#include <string.h>
#include "base/banned.h"

/* A release without a date came out on the last day of the meeting. */
static void date_release(struct event_reading *reading,
	const struct element *element, struct release *release)
{
	if (release->published.when.precision != WHEN_ABSENT)
		return;
	release->published.when = event_last_day(reading->event);
	if (release->published.when.precision != WHEN_ABSENT) {
		struct when noon = release->published.when;

		noon.hour = 12;
		release->published.at = zone_instant(
			reading->reader->site->publisher.zone, &noon);
		return;
	}
	reading->failed = 1;
	diag_error(event_diag(reading), element->at,
		"nothing says when this release came out");
	diag_help(event_diag(reading),
		"add published=\"…\", or the day of the meeting");
}

static void take_own_release(
	struct event_reading *reading, const struct element *element)
{
	struct reader *reader = reading->reader;
	struct event *event = reading->event;
	const char *id = take_value(reader, element, "id");
	const char *status = element_value(element, "status");
	struct release release = {
		.id = id ? id : "release",
		.published = take_date(reader, element, "published",
			DAY_AS_NOON, &reading->failed),
		.not_before = take_date(reader, element, "not-before",
			DAY_FROM_ITS_START, &reading->failed),
		.status = status ? (enum release_status)value_index(
					   value_release_status.allowed, status)
				 : RELEASE_PUBLISHED,
		.at = element->at,
	};

	if (event_release(event, release.id) != NULL) {
		reading->failed = 1;
		diag_error(event_diag(reading), element->at,
			"a second release with the id '%s'", release.id);
		diag_help(event_diag(reading),
			"add id=\"…\", a name of its own that never changes");
		return;
	}
	date_release(reading, element, &release);
	event->releases = pool_grow(event_pool(reading), event->releases,
		event->release_count, sizeof(release));
	event->releases[event->release_count++] = release;
}

static void take_shared_release(
	struct event_reading *reading, const struct element *element)
{
	struct event *event = reading->event;
	const char *see = element_value(element, "see");
	struct shared_release shared = {
		.uid = event_take_uid(reading, element, "see"),
		.id = see[36] == ' ' ? pool_text(event_pool(reading), see + 37)
				     : "release",
		.at = element_place(element, "see"),
	};

	for (size_t i = 0; i < event->shared_count; i++) {
		if (strcmp(event->shared[i].uid, shared.uid) != 0 ||
			strcmp(event->shared[i].id, shared.id) != 0)
			continue;
		reading->failed = 1;
		diag_error(event_diag(reading), shared.at,
			"this release of the other meeting is named twice");
		diag_help(event_diag(reading), "keep one");
	}
	if (element->attribute_count > 1) {
		reading->failed = 1;
		diag_error(event_diag(reading), element->at,
			"a release with see=\"…\" has other attributes too");
		diag_help(event_diag(reading),
			"leave them out here; they stand in the record of the "
			"other meeting");
	}
	event->shared = pool_grow(event_pool(reading), event->shared,
		event->shared_count, sizeof(shared));
	event->shared[event->shared_count++] = shared;
}

void event_take_releases(
	struct event_reading *reading, const struct element *element)
{
	for (const struct element *child = element_child(element, "release");
		child != NULL; child = element_again(child)) {
		if (element_value(child, "see") != NULL)
			take_shared_release(reading, child);
		else
			take_own_release(reading, child);
	}
}

void event_take_history(
	struct event_reading *reading, const struct element *element)
{
	static const char *const kinds[] = {
		"announced", "moved", "postponed", "cancelled", NULL};
	const struct element *history = element_child(element, "history");
	struct event *event = reading->event;

	for (const struct element *child = history ? history->first_child
						   : NULL;
		child != NULL; child = child->next) {
		struct change change = {.from = {.precision = WHEN_ABSENT}};
		const char *from;

		if (child->name == NULL)
			continue;
		change.kind = (enum change_kind)value_index(kinds, child->name);
		change.at = take_date(reading->reader, child, "at", DAY_AS_NOON,
			&reading->failed);
		from = element_value(child, "from");
		if (from != NULL)
			when_parse(from, &change.from, NULL);
		event->history = pool_grow(event_pool(reading), event->history,
			event->change_count, sizeof(change));
		event->history[event->change_count++] = change;
	}
}
