#include "cmd/importing_calendar.h"

#include <strings.h>
#include "cmd/import_update.h"
#include "import/receipt.h"
#include "read/value.h"
#include "base/banned.h"

static void say_fact(struct reading *reading, const char *name,
	const char *value, const struct ics_event *event, const char *doubt)
{
	if (value != NULL)
		facts_say(reading,
			(struct fact){
				name, value, NULL, value, event->line, doubt});
}

static void say_when(const struct importing_calendar *it,
	struct reading *reading, const char *name, const struct when *when)
{
	const struct ics_event *event = it->item->event;

	if (when->precision != WHEN_ABSENT)
		facts_say(reading,
			(struct fact){name, when_text(it->ics.pool, when), NULL,
				event->start_line, event->line, NULL});
}

/* What is over was held, unless the calendar knows better. */
static enum status status_of(
	const struct importing_calendar *it, const struct reading *reading)
{
	const struct when *last = reading->end.precision != WHEN_ABSENT
		? &reading->end
		: &reading->start;
	enum status status = it->item->event->status;
	const struct event *known = it->item->known;

	if (status != STATUS_SCHEDULED)
		return status;
	if (known != NULL && known->status != STATUS_CANCELLED &&
		known->status != STATUS_TENTATIVE)
		return known->status;
	return when_compare(last, &it->work->asked->today) < 0
		? STATUS_HELD
		: STATUS_SCHEDULED;
}

/* Topics by their terms, or by what they are called in any language. */
static const struct topic *find_topic(
	const struct publisher *publisher, const char *name)
{
	for (size_t i = 0; i < publisher->topic_count; i++) {
		const struct topic *topic = &publisher->topics[i];

		if (strcasecmp(topic->term, name) == 0)
			return topic;
		for (size_t j = 0; j < topic->labels.count; j++)
			if (strcasecmp(topic->labels.items[j].text, name) == 0)
				return topic;
	}
	return NULL;
}

static void find_topics(struct importing_calendar *it)
{
	const struct ics_event *found = it->item->event;

	it->topics = pool_alloc(it->ics.pool,
		(found->category_count + 1) * sizeof(*it->topics));
	it->topic_count = 0;
	for (size_t i = 0; i < found->category_count; i++) {
		const struct topic *topic = find_topic(
			&it->work->site->publisher, found->categories[i]);
		bool is_new = topic != NULL;

		for (size_t j = 0; j < it->topic_count; j++)
			is_new &= it->topics[j] != topic;
		if (is_new)
			it->topics[it->topic_count++] = topic;
	}
}

/* What records have in other words than the calendar. */
static void say_rest(struct importing_calendar *it, struct reading *reading)
{
	const struct ics_event *event = it->item->event;

	if (value_is(&value_geo, event->geo))
		say_fact(reading, "geo", event->geo, event, NULL);
	if (value_is(&value_link, event->url))
		say_fact(reading, "link", event->url, event, NULL);
	if (event->description != NULL)
		facts_say(reading,
			(struct fact){"summary",
				receipt_mark(it->ics.pool, event->description),
				NULL, "DESCRIPTION", event->line, NULL});
	find_topics(it);
	if (it->topic_count > 0)
		say_fact(reading, "topic",
			import_topics(
				it->ics.pool, it->topics, it->topic_count),
			event, NULL);
}

void import_calendar_facts(
	struct importing_calendar *it, struct reading *reading)
{
	const struct ics_event *event = it->item->event;
	const char *doubt = import_calendar_when(it, reading);

	say_fact(reading, "title", event->title, event, NULL);
	if (it->item->number != NULL && it->item->known == NULL)
		facts_say(reading, *it->item->number);
	say_fact(reading, "status", status_name(status_of(it, reading)), event,
		NULL);
	say_when(it, reading, "start", &reading->start);
	say_when(it, reading, "end", &reading->end);
	if (reading->zone != NULL)
		facts_say(reading,
			(struct fact){"zone", reading->zone, NULL,
				event->start_line, event->line, doubt});
	say_fact(reading, "place", event->place, event, NULL);
	say_rest(it, reading);
	if (event->joins && event->place == NULL) {
		reading->mode = "online";
		say_fact(reading, "mode", reading->mode, event,
			"in the place of one stood a way to join");
	}
}

static instant cut(const struct importing_calendar *it, instant at)
{
	return at < it->work->asked->now ? at : it->work->asked->now;
}

struct stamp import_calendar_floor(const struct importing_calendar *it)
{
	const struct stamp *stamp = &it->item->event->stamp;

	return (struct stamp){stamp->sequence, cut(it, stamp->created),
		cut(it, stamp->modified)};
}

void import_calendar_complete(const struct work *work, struct draft *draft)
{
	const struct importing_calendar *it = work->data;
	const struct ics_event *found = it->item->event;
	struct event *event = &draft->event;

	event->topics = it->topics;
	event->own_topic_count = event->topic_count = it->topic_count;
	event->release_count = 0;
	draft->text.release_count = 0;
	draft->text.summary = work->summary;
	if (value_is(&value_geo, found->geo))
		event->place.geo = found->geo;
	if (value_is(&value_link, found->url)) {
		event->links = pool_alloc(it->ics.pool, sizeof(*event->links));
		event->links[event->link_count++] = found->url;
	}
	event->floor = import_calendar_floor(it);
}
