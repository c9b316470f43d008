#include "cmd/next.h"

#include <stdio.h>
#include <string.h>
#include "base/banned.h"

static bool is_later(const struct event *event, const struct event *than)
{
	struct when a = event_start(event), b = event_start(than);

	if (event->number != than->number)
		return event->number > than->number;
	/* A part of a session has its number too, and another folder. */
	if (event->part_of.uid != NULL || than->part_of.uid != NULL)
		return event->part_of.uid == NULL;
	if (a.precision == WHEN_ABSENT || b.precision == WHEN_ABSENT)
		return a.precision != WHEN_ABSENT;
	return when_compare(&a, &b) > 0;
}

const struct event *next_last(const struct site *site, const char *series)
{
	const struct event *last = NULL;

	for (size_t i = 0; i < site->event_count; i++) {
		const struct event *event = site->events[i];

		if (strcmp(event->series->folder, series) == 0 &&
			(last == NULL || is_later(event, last)))
			last = event;
	}
	return last;
}

struct event next_event(const struct event *last, const char *uid)
{
	struct event event = {
		.uid = uid, .status = STATUS_SCHEDULED, .draft = 1};

	if (last == NULL)
		return event;
	event.series = last->series;
	event.number = last->number > 0 ? last->number + 1 : 0;
	event.persons = last->persons;
	event.person_count = last->person_count;
	event.bodies = last->bodies;
	event.body_count = last->body_count;
	event.topics = last->topics;
	event.own_topic_count = last->own_topic_count;
	return event;
}

int next_put_folder(struct buf *out, const struct event *last, int number)
{
	size_t digits = last ? strspn(last->folder, "0123456789") : 2;

	if (number > 0 && (last == NULL || last->folder[digits] == '\0')) {
		buf_put_number(out, number, (int)digits);
		return 0;
	}
	fprintf(stderr,
		"dialogue-feeds: nothing tells what the folder of the next "
		"session is called\n"
		"help: write SERIES/EVENT\n");
	return -1;
}
