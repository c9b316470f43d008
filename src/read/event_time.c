#include "read/event_parts.h"

#include <string.h>
#include "base/uuid.h"
#include "base/banned.h"

static void check_zone_given(struct reader *reader,
	const struct element *element, const struct sitting *sitting)
{
	if (sitting->start.precision == WHEN_CLOCK && sitting->zone == NULL) {
		reader_error(
			reader, element->at, "a clock time without a zone");
		diag_help(reader->diag,
			"add zone=\"…\", such as Europe/Brussels");
	} else if (sitting->start.precision != WHEN_CLOCK &&
		sitting->zone != NULL) {
		reader_error(reader, element_place(element, "zone"),
			"a zone without a clock time");
		diag_help(reader->diag,
			"leave zone out, or write the hour: "
			"2026-01-28T09:30");
	}
}

static int check_end_fits(struct reader *reader, const struct element *element,
	const struct sitting *sitting)
{
	struct pos place = element_place(element, "end");
	enum precision start = sitting->start.precision;

	if (start == sitting->end.precision && start >= WHEN_DAY)
		return 0;
	reader_error(reader, place, "start and end are not written alike");
	if (start == WHEN_CLOCK)
		return diag_help(reader->diag,
			"give the end a clock time too, or leave it out if "
			"nobody knows it");
	if (start == WHEN_DAY)
		return diag_help(reader->diag, "write the end as a day too");
	return diag_help(reader->diag,
		"leave the end out where only month or year are known");
}

/* The moments of clock times; the end must not come first. */
static void check_order(struct reader *reader, const struct element *element,
	const struct sitting *sitting)
{
	instant start = when_as_utc(&sitting->start);
	instant end = when_as_utc(&sitting->end);
	int sound = 0;

	if (sitting->zone != NULL) {
		sound |= reader_resolve(reader, element_place(element, "start"),
			sitting->zone, &sitting->start, &start);
		if (sitting->end.precision == WHEN_CLOCK)
			sound |= reader_resolve(reader,
				element_place(element, "end"), sitting->zone,
				&sitting->end, &end);
	}
	if (sound != 0) {
		return;
	}
	if (sitting->end.precision == WHEN_ABSENT || start < end ||
		(start == end && sitting->zone == NULL))
		return;
	reader_error(reader, element_place(element, "end"),
		start == end ? "the end is the moment of the start"
			     : "the end is before the start");
	diag_help(reader->diag,
		sitting->zone ? "write when it ends, or leave the end out"
			      : "write the last day, or leave the end out for "
				"one day");
}

static struct sitting take_sitting(struct reader *reader, struct event *event,
	const struct element *element)
{
	struct sitting sitting = {
		.id = take_value(reader, element, "id"),
		.uid = event->uid,
		.zone_name = take_value(reader, element, "zone"),
	};
	const char *end = element_value(element, "end");

	when_parse(element_value(element, "start"), &sitting.start, NULL);
	if (sitting.zone_name != NULL)
		sitting.zone = reader_zone(reader, sitting.zone_name);
	check_zone_given(reader, element, &sitting);
	if (end != NULL) {
		when_parse(end, &sitting.end, NULL);
		if (check_end_fits(reader, element, &sitting) != 0)
			return sitting;
	}
	check_order(reader, element, &sitting);
	return sitting;
}

/* RFC 4122, 4.3: the uids of the sittings beside the main one. */
static void name_sittings(struct reader *reader, struct event *event)
{
	for (size_t i = 1; i < event->sitting_count; i++) {
		char uuid[UUID_SIZE];

		if (event->sittings[i].id == NULL)
			continue;
		uuid_named(uuid, event->uid, event->sittings[i].id);
		event->sittings[i].uid = pool_text(&reader->site->pool, uuid);
	}
}

static void require_id(struct reader *reader, const struct event *event,
	const struct element *element)
{
	if (event->sitting_count < 2 || element_value(element, "id") != NULL)
		return;
	reader_error(reader, element->at, "one of several times has no id");
	diag_help(reader->diag,
		"add id=\"…\", a name for this sitting that never changes");
}

/* Complain about sittings that cannot be told apart; the main one's index. */
static size_t find_main(struct reader *reader, const struct event *event,
	const struct element *element)
{
	const struct element *first = element_child(element, "time");
	size_t main_index = 0, main_count = 0, index = 0;

	if (first == NULL)
		return 0;
	for (const struct element *child = first; child != NULL;
		child = element_again(child), index++) {
		require_id(reader, event, child);
		if (!take_yes(child, "main", 0))
			continue;
		main_index = index;
		if (++main_count < 2)
			continue;
		reader_error(reader, element_place(child, "main"),
			"more than one time is the main one");
		diag_help(reader->diag, "keep one main=\"yes\"");
	}
	if (event->sitting_count > 1 && main_count == 0) {
		reader_error(
			reader, first->at, "none of the times is the main one");
		diag_help(reader->diag, "add main=\"yes\" to one of the times");
	}
	return main_index;
}

void event_take_sittings(struct reader *reader, struct event *event,
	const struct element *element)
{
	struct sitting main_sitting;
	size_t main_index;

	for (const struct element *child = element_child(element, "time");
		child != NULL; child = element_again(child)) {
		event->sittings =
			pool_grow(&reader->site->pool, event->sittings,
				event->sitting_count, sizeof(*event->sittings));
		event->sittings[event->sitting_count++] =
			take_sitting(reader, event, child);
	}
	if (event->sitting_count == 0)
		return;
	main_index = find_main(reader, event, element);
	main_sitting = event->sittings[main_index];
	memmove(event->sittings + 1, event->sittings,
		main_index * sizeof(*event->sittings));
	event->sittings[0] = main_sitting;
	name_sittings(reader, event);
}
