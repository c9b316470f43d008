#include "model/event.h"

#include <string.h>
#include "base/banned.h"

const char *status_name(enum status status)
{
	static const char *const names[] = {
		[STATUS_TENTATIVE] = "tentative",
		[STATUS_SCHEDULED] = "scheduled",
		[STATUS_HELD] = "held",
		[STATUS_POSTPONED] = "postponed",
		[STATUS_CANCELLED] = "cancelled",
	};

	return names[status];
}

struct when event_start(const struct event *event)
{
	if (event->sitting_count == 0)
		return (struct when){.precision = WHEN_ABSENT};
	return event->sittings[0].start;
}

struct when event_previous(const struct event *event)
{
	for (size_t i = 0; i < event->change_count; i++)
		if (event->history[i].kind == CHANGE_MOVED)
			return event->history[i].from;
	if (event->status == STATUS_POSTPONED)
		return event_start(event);
	return (struct when){.precision = WHEN_ABSENT};
}

struct when event_last_day(const struct event *event)
{
	struct when last = {.precision = WHEN_ABSENT};

	for (size_t i = 0; i < event->sitting_count; i++) {
		const struct sitting *sitting = &event->sittings[i];
		struct when day = sitting->end.precision != WHEN_ABSENT
			? sitting->end
			: sitting->start;

		if (day.precision < WHEN_DAY)
			continue;
		day.precision = WHEN_DAY;
		day.hour = day.minute = day.second = 0;
		if (last.precision == WHEN_ABSENT ||
			when_compare(&day, &last) > 0)
			last = day;
	}
	return last;
}

int person_is_present(
	const struct person *person, const struct sitting *sitting)
{
	if (sitting == NULL || person->sitting == NULL)
		return 1;
	return sitting->id != NULL && strcmp(person->sitting, sitting->id) == 0;
}

int sitting_has_day(const struct sitting *sitting)
{
	return sitting->start.precision >= WHEN_DAY;
}

const struct text *event_text(const struct event *event, const char *language)
{
	for (size_t i = 0; i < event->text_count; i++)
		if (strcmp(event->texts[i]->language, language) == 0)
			return event->texts[i];
	return NULL;
}

struct release *event_release(const struct event *event, const char *id)
{
	for (size_t i = 0; i < event->release_count; i++)
		if (strcmp(event->releases[i].id, id) == 0)
			return &event->releases[i];
	return NULL;
}

int event_compare(const struct event *a, const struct event *b)
{
	struct when first = event_start(a), second = event_start(b);
	int order = when_compare(&first, &second);

	return order != 0 ? order : strcmp(a->uid, b->uid);
}
