#include "model/event.h"

#include <stdio.h>
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

enum status status_called(const char *name)
{
	enum status status = STATUS_TENTATIVE;

	if (name == NULL)
		return STATUS_SCHEDULED;
	while (status < STATUS_CANCELLED &&
		strcmp(status_name(status), name) != 0)
		status++;
	return strcmp(status_name(status), name) == 0 ? status
						      : STATUS_SCHEDULED;
}

struct when event_start(const struct event *event)
{
	if (event->sitting_count == 0)
		return (struct when){.precision = WHEN_ABSENT};
	return event->sittings[0].start;
}

const char *event_zone_name(const struct event *event)
{
	return event->sitting_count > 0 ? event->sittings[0].zone_name : NULL;
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

void person_uid(char uid[UUID_SIZE], const struct event *event,
	const struct person *person, int number)
{
	struct buf name = BUF_INIT;

	if (person->uid != NULL) {
		snprintf(uid, UUID_SIZE, "%s", person->uid);
		return;
	}
	buf_puts(&name, "participant/");
	if (person->id != NULL)
		buf_puts(&name, person->id);
	else
		buf_printf(&name, "#%d", number);
	uuid_named(uid, event->uid, name.bytes);
	buf_release(&name);
}

const struct when *sitting_end(const struct sitting *sitting)
{
	if (sitting->end.precision == WHEN_ABSENT &&
		sitting->start.precision == WHEN_DAY)
		return &sitting->start;
	return &sitting->end;
}

int sitting_has_day(const struct sitting *sitting)
{
	return sitting->start.precision >= WHEN_DAY;
}

bool event_has_calendar(const struct event *event)
{
	if (event->hidden || !event->has_files)
		return false;
	for (size_t i = 0; i < event->sitting_count; i++)
		if (sitting_has_day(&event->sittings[i]))
			return true;
	return false;
}

struct sitting *event_sitting(const struct event *event, const char *uid)
{
	for (size_t i = 0; i < event->sitting_count; i++)
		if (strcmp(event->sittings[i].uid, uid) == 0)
			return &event->sittings[i];
	return NULL;
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

static bool is_own_topic(const struct event *event, const struct topic *topic)
{
	for (size_t i = 0; i < event->own_topic_count; i++)
		if (event->topics[i] == topic)
			return true;
	return false;
}

void event_inherit_topics(struct pool *pool, struct event *event)
{
	const struct series *series = event->series;
	size_t own = event->own_topic_count;
	const struct topic **topics = pool_alloc(
		pool, (own + series->topic_count + 1) * sizeof(*topics));

	if (own > 0)
		memcpy(topics, event->topics, own * sizeof(*topics));
	event->topic_count = own;
	for (size_t i = 0; i < series->topic_count; i++)
		if (!is_own_topic(event, series->topics[i]))
			topics[event->topic_count++] = series->topics[i];
	event->topics = topics;
}

int event_compare(const struct event *a, const struct event *b)
{
	struct when first = event_start(a), second = event_start(b);
	int order = when_compare(&first, &second);

	return order != 0 ? order : strcmp(a->uid, b->uid);
}

const char *event_given_id(
	const struct event *event, const char *release, const char *language)
{
	for (size_t i = 0; i < event->given_count; i++)
		if (strcmp(event->given[i].release, release) == 0 &&
			strcmp(event->given[i].language, language) == 0)
			return event->given[i].id;
	return NULL;
}

void event_call(struct event *event, const char *uid)
{
	if (event->sitting_count > 0)
		event->sittings[0].uid = uid;
	event->uid = uid;
}

static bool has_party(const struct event *event, const struct word_list *codes)
{
	const struct series *series = event->series;

	for (size_t i = 0; i < series->side_count; i++)
		if (word_list_has(codes, series->sides[i].party))
			return true;
	for (size_t i = 0; i < event->person_count; i++)
		if (event->persons[i].party != NULL &&
			word_list_has(codes, event->persons[i].party))
			return true;
	return false;
}

bool event_is_selected(
	const struct event *event, const struct selection *selection)
{
	if (word_list_has(&selection->series, event->series->folder) ||
		has_party(event, &selection->parties))
		return true;
	for (size_t i = 0; i < event->topic_count; i++)
		if (event->topics[i] != NULL &&
			word_list_has(
				&selection->topics, event->topics[i]->term))
			return true;
	return false;
}

bool place_is_same(const struct place *a, const struct place *b)
{
	return words_are_same(a->mode, b->mode) &&
		words_are_same(a->country, b->country) &&
		words_are_same(a->geo, b->geo) &&
		words_are_same(a->join, b->join);
}
