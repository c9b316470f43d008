#include "plan/substitute.h"

#include <string.h>
#include "plan/former.h"
#include "plan/overlay.h"
#include "plan/substitute_releases.h"
#include "plan/substitute_texts.h"
#include "base/banned.h"

static const struct topic *topic_now(
	const struct site *site, const struct topic *published)
{
	const struct topic *topic =
		publisher_topic(&site->publisher, published->term);

	return topic ? topic : published;
}

/* What the glossary says now of topics. */
static const struct topic **renew_topics(
	struct site *site, const struct topic **published, size_t count)
{
	const struct topic **topics =
		overlay_copy(site, published, count * sizeof(*topics));

	for (size_t i = 0; i < count; i++)
		topics[i] = topic_now(site, topics[i]);
	return topics;
}

struct series *substitute_series(
	struct site *site, const struct series *published, const char *folder)
{
	struct series *series =
		overlay_copy(site, published, sizeof(*published));

	series->folder = folder;
	series->topics =
		renew_topics(site, series->topics, series->topic_count);
	return series;
}

/*
 * The series of that folder, or the one that it has become.  One that is
 * nowhere comes along with its meetings.
 */
static const struct series *series_for(
	struct site *site, const struct series *published)
{
	const struct series *series =
		former_series_now(site, published->folder);
	struct series *copy;

	if (series != NULL)
		return series;
	copy = substitute_series(site, published, published->folder);
	site->series = pool_grow(&site->pool, site->series, site->series_count,
		sizeof(*site->series));
	site->series[site->series_count++] = copy;
	return copy;
}

/* What settling the site writes to is the event's own. */
static void own_references(struct site *site, struct event *event)
{
	event->see_also = overlay_copy(site, event->see_also,
		event->see_also_count * sizeof(*event->see_also));
	event->shared = overlay_copy(site, event->shared,
		event->shared_count * sizeof(*event->shared));
	event->releases = overlay_copy(site, event->releases,
		event->release_count * sizeof(*event->releases));
}

static const struct body *body_now(const struct site *site,
	const struct series *series, const struct body *published)
{
	const struct publisher *publisher = &site->publisher;
	const struct body *body =
		body_find(series->bodies, series->body_count, published->id);

	if (body == NULL)
		body = body_find(publisher->bodies, publisher->body_count,
			published->id);
	return body ? body : published;
}

/* What glossary and series say now of what the event names. */
static void renew_glossary(struct site *site, struct event *event)
{
	event->topics =
		renew_topics(site, event->topics, event->own_topic_count);
	event_inherit_topics(&site->pool, event);
	event->bodies = overlay_copy(site, event->bodies,
		event->body_count * sizeof(*event->bodies));
	for (size_t i = 0; i < event->body_count; i++)
		event->bodies[i] =
			body_now(site, event->series, event->bodies[i]);
}

void substitute_order_texts(struct site *site, struct event *event)
{
	const struct publisher *publisher = &site->publisher;

	event->texts = overlay_copy(
		site, event->texts, event->text_count * sizeof(*event->texts));
	for (size_t i = 1; i < event->text_count; i++) {
		struct text *text = event->texts[i];
		size_t rank = publisher_rank(publisher, text->language);
		size_t at = i;

		for (; at > 0 &&
			publisher_rank(publisher,
				event->texts[at - 1]->language) > rank;
			at--)
			event->texts[at] = event->texts[at - 1];
		event->texts[at] = text;
	}
}

struct event *substitute_adopt(struct site *site, const struct event *published,
	const struct event *record)
{
	struct event *event = overlay_copy(site, published, sizeof(*published));

	if (record != NULL) {
		event->series = record->series;
		event->folder = record->folder;
		event->path = record->path;
		event->given = record->given;
		event->given_count = record->given_count;
	} else {
		event->series = series_for(site, published->series);
	}
	event->is_published = true;
	own_references(site, event);
	substitute_order_texts(site, event);
	renew_glossary(site, event);
	return event;
}

static bool has_time(const struct event *event, const char *uid)
{
	const struct sitting *sitting = event_sitting(event, uid);

	return sitting != NULL && sitting_has_day(sitting);
}

/* The times of the record, with one of the published ones in its place. */
static void put_time_back(
	struct overlay *it, const struct sitting *sitting, bool is_main)
{
	struct event *event = it->event;
	struct sitting *there = event_sitting(event, sitting->uid);

	if (there == NULL) {
		event->sittings = overlay_with_room(it->site, event->sittings,
			event->sitting_count, sizeof(*sitting));
		there = &event->sittings[event->sitting_count++];
	}
	*there = *sitting;
	if (is_main && there != event->sittings) {
		*there = event->sittings[0];
		event->sittings[0] = *sitting;
	}
}

/* What stands in calendars must not vanish from them without a word. */
static void substitute_times(struct overlay *it)
{
	const struct event *published = it->published;
	bool is_reported = (it->event->refused & EVENT_TIMES) != 0;

	for (size_t i = 0; i < published->sitting_count; i++) {
		const struct sitting *sitting = &published->sittings[i];

		if (!sitting_has_day(sitting) ||
			has_time(it->event, sitting->uid))
			continue;
		if (!is_reported) {
			diag_error(it->diag,
				(struct pos){it->event->path, 0, 0},
				"a time that was published is gone");
			diag_help(it->diag,
				"put <time> back; a meeting that will not take "
				"place then is status=\"postponed\" or "
				"\"cancelled\"");
		}
		is_reported = true;
		put_time_back(it, sitting, i == 0);
	}
}

/* What texts call somebody whose uid this is; NULL: none of them does. */
static const char *find_ref(const struct event *event, const char *uid)
{
	for (size_t i = 0; i < event->text_count; i++)
		for (size_t j = 0; j < event->texts[i]->person_count; j++) {
			const struct person person = {
				.id = event->texts[i]->persons[j].ref};
			char other[UUID_SIZE];

			person_uid(other, event, &person, 0);
			if (strcmp(other, uid) == 0)
				return person.id;
		}
	return NULL;
}

/* Those who are refused are there as they were published. */
static void substitute_persons(struct overlay *it)
{
	struct event *event = it->event;
	const struct event *published = it->published;

	if ((event->refused & EVENT_PERSONS) == 0)
		return;
	for (size_t i = 0; i < published->person_count; i++) {
		struct person person = published->persons[i];
		char uid[UUID_SIZE];
		const char *ref;

		person_uid(uid, published, &person, (int)i + 1);
		if (overlay_person(event, uid) != NULL)
			continue;
		ref = find_ref(event, uid);
		person.uid = pool_text(&it->site->pool, uid);
		person.id = ref ? ref : person.id;
		event->persons = overlay_with_room(it->site, event->persons,
			event->person_count, sizeof(person));
		event->persons[event->person_count++] = person;
	}
}

/* Parts that are refused as a whole. */
static void substitute_parts(struct overlay *it)
{
	struct event *event = it->event;
	const struct event *published = it->published;
	unsigned refused = event->refused;

	if (refused & EVENT_NUMBER)
		event->number = published->number;
	if (refused & EVENT_STATUS)
		event->status = published->status;
	if (refused & EVENT_PLACE)
		event->place = published->place;
	if (refused & EVENT_BODIES) {
		event->bodies = published->bodies;
		event->body_count = published->body_count;
	}
	if (refused & EVENT_TOPICS) {
		event->topics = published->topics;
		event->own_topic_count = published->own_topic_count;
	}
	if (refused & EVENT_LINKS) {
		event->links = published->links;
		event->link_count = published->link_count;
	}
	if (refused & EVENT_HISTORY) {
		event->history = published->history;
		event->change_count = published->change_count;
	}
}

void substitute_event(struct site *site, struct event *event,
	const struct event *published, struct diag *diag)
{
	struct overlay it = {site, event, published, diag};

	substitute_parts(&it);
	substitute_persons(&it);
	substitute_times(&it);
	substitute_texts(&it);
	substitute_releases(&it);
	own_references(site, event);
	renew_glossary(site, event);
	if (event->refused & EVENT_PART_OF)
		event->part_of = published->part_of;
	if (event->refused & EVENT_SEE_ALSO) {
		event->see_also = overlay_copy(site, published->see_also,
			published->see_also_count * sizeof(*event->see_also));
		event->see_also_count = published->see_also_count;
	}
}

static void substitute_see_also(
	struct site *site, struct event *event, const struct event *published)
{
	event->see_also = overlay_copy(site, published->see_also,
		published->see_also_count * sizeof(*event->see_also));
	event->see_also_count = 0;
	for (size_t i = 0; i < published->see_also_count; i++)
		if (site_event(site, published->see_also[i].uid) != NULL)
			event->see_also[event->see_also_count++] =
				published->see_also[i];
}

static void substitute_shared(
	struct site *site, struct event *event, const struct event *published)
{
	event->shared = overlay_copy(site, published->shared,
		published->shared_count * sizeof(*event->shared));
	event->shared_count = 0;
	for (size_t i = 0; i < published->shared_count; i++) {
		const struct shared_release *shared = &published->shared[i];
		const struct event *owner = site_event(site, shared->uid);

		if (owner != NULL && event_release(owner, shared->id) != NULL)
			event->shared[event->shared_count++] = *shared;
	}
}

void substitute_references(struct site *site, struct event *event,
	const struct event *published, unsigned kinds)
{
	const char *whole = published->part_of.uid;

	if (kinds & EVENT_PART_OF) {
		event->part_of = published->part_of;
		if (whole == NULL || site_event(site, whole) == NULL)
			event->part_of.uid = NULL;
	}
	if (kinds & EVENT_SEE_ALSO)
		substitute_see_also(site, event, published);
	if (kinds & EVENT_RELEASES)
		substitute_shared(site, event, published);
}
