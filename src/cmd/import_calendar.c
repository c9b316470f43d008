#include "cmd/import_calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/diag_print.h"
#include "cmd/cmd.h"
#include "cmd/import_make.h"
#include "cmd/import_meeting.h"
#include "cmd/import_tell.h"
#include "cmd/import_update.h"
#include "import/ics.h"
#include "import/reading.h"
#include "import/receipt.h"
#include "read/value.h"
#include "base/banned.h"

/* A meeting of the calendar, and where it belongs. */
struct item {
	const struct ics_event *event;
	const struct series *series; /* NULL: none has a title like that */
	const struct event *known; /* its record; or NULL */
	const char *language;
	const struct fact *number; /* or NULL */
};

struct importing {
	struct work *work;
	struct ics ics;
	struct reading reading; /* of titles */
	struct item *items;
	struct buf json;
	size_t strays, unsure;
	const struct item *item; /* that is imported */
	const struct topic **topics; /* of it */
	size_t topic_count;
};

static struct pool *pool_of(const struct importing *it)
{
	return it->ics.pool;
}

/* --- what is said --- */

static const char *title_of(const struct item *item)
{
	return item->event->title ? item->event->title : item->event->uid;
}

static void say_all(struct importing *it)
{
	for (size_t i = 0; i < it->ics.problem_count; i++)
		import_tell_line(it->work, it->ics.problems[i].line,
			it->ics.problems[i].what, it->ics.problems[i].help);
	if (it->ics.hidden_count > 0)
		fprintf(stderr,
			"dialogue-feeds: %zu that are not public were left "
			"out\n",
			it->ics.hidden_count);
	if (it->strays > 0)
		fprintf(stderr,
			"dialogue-feeds: %zu have the title of no series, and "
			"were left out\n"
			"help: import them into one: `dialogue-feeds import "
			"SERIES FILE`\n",
			it->strays);
}

/* --- where it belongs --- */

/* One guess for all: a title alone has too few words. */
static const char *guess_language(const struct importing *it)
{
	struct buf words = BUF_INIT;
	const char *language;
	struct fold fold;

	for (size_t i = 0; i < it->ics.count && words.length < 65536; i++)
		buf_printf(&words, "%s\n%s\n",
			it->ics.events[i].title ? it->ics.events[i].title : "",
			it->ics.events[i].description
				? it->ics.events[i].description
				: "");
	fold = fold_text(pool_of(it), words.bytes, words.length);
	language = terms_language(pool_of(it), it->work->site, &fold);
	buf_release(&words);
	return language;
}

/* "FR-be" is "fr" where the site has no other one. */
static const char *usual_tag(const struct importing *it, const char *language)
{
	if (language != NULL)
		language = import_tag(it->work->site, language);
	return value_is(&value_language, language) ? language : NULL;
}

/* The series whose title is the longest in there; of two as long, none. */
static const struct series *find_series(const struct importing *it)
{
	const struct hits *hits = &it->reading.hits;
	const struct hit *best = NULL;
	bool is_clear = true;

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];
		size_t length = hit->end - hit->start;

		if (hit->kind != WORD_SERIES ||
			(best != NULL && length < best->end - best->start))
			continue;
		is_clear = best == NULL || length > best->end - best->start ||
			strcmp(best->term->value, hit->term->value) == 0;
		best = hit;
	}
	return best && is_clear ? site_series(it->work->site, best->term->value)
				: NULL;
}

static void place(struct importing *it, struct item *item)
{
	const struct ics_event *event = item->event;
	const struct asked *asked = it->work->asked;
	struct paste paste = {.pool = pool_of(it), .text = BUF_INIT};
	struct reading *reading = &it->reading;

	item->language = asked->language;
	if (item->language == NULL)
		item->language = usual_tag(it, event->language);
	if (item->language == NULL)
		item->language = it->reading.language;
	item->known = site_event(it->work->site, event->uid);
	item->series =
		item->known ? item->known->series : it->work->reading.series;
	if (event->title == NULL || item->language == NULL)
		return;
	paste_add(&paste, LINE_TITLE, event->title, strlen(event->title),
		event->line);
	*reading = (struct reading){.pool = pool_of(it),
		.site = it->work->site,
		.series = item->series,
		.paste = &paste,
		.today = asked->today,
		.language = item->language,
		.terms = reading->terms};
	reading_of_session(reading);
	item->number = facts_find(reading, "number");
	if (item->series == NULL)
		item->series = find_series(it);
	paste_release(&paste);
}

/* --- when it is --- */

/* A moment, and whose clock tells it. */
struct moment {
	instant at;
	const char *zone, *doubt;
};

/* The zone of times that name none: the calendar's, or the publisher's. */
static struct moment usual_zone(const struct importing *it, const char *doubt)
{
	const char *zone =
		it->ics.zone ? tzid_find(pool_of(it), it->ics.zone) : NULL;

	if (zone != NULL)
		return (struct moment){0, zone, NULL};
	return (struct moment){
		0, zone_name(it->work->site->publisher.zone), doubt};
}

static struct moment by_rules(const struct importing *it,
	const struct ics_time *time, const struct vtimezone *rules)
{
	const struct series *series = it->item->series;
	const char **preferred = pool_alloc(
		pool_of(it), (series->side_count + 3) * sizeof(*preferred));
	size_t count = 0;
	struct moment moment = {0, NULL, "other zones have the same rules"};

	preferred[count++] = usual_zone(it, NULL).zone;
	preferred[count++] = zone_name(it->work->site->publisher.zone);
	for (size_t i = 0; i < series->side_count; i++)
		if (series->sides[i].zone != NULL)
			preferred[count++] = series->sides[i].zone;
	preferred[count] = NULL;
	moment.at = when_as_utc(&time->when) - tzid_offset(rules, &time->when);
	moment.zone = tzid_by_rules(pool_of(it), rules, &time->when, preferred);
	if (moment.zone == NULL) {
		moment.zone = "UTC";
		moment.doubt = "no zone has the rules of that one";
	}
	return moment;
}

static struct moment find_zone(
	const struct importing *it, const struct ics_time *time)
{
	const char *zone =
		time->tzid ? tzid_find(pool_of(it), time->tzid) : NULL;

	if (time->is_utc || (time->tzid && strcasecmp(time->tzid, "GMT") == 0))
		return (struct moment){0, "UTC", NULL};
	if (zone != NULL)
		return (struct moment){0, zone, NULL};
	return usual_zone(it,
		time->tzid ? "nobody knows the zone that the calendar names"
			   : "the calendar names no zone");
}

static struct moment find_moment(
	const struct importing *it, const struct ics_time *time)
{
	const struct vtimezone *rules = time->tzid && !time->is_utc
		? ics_zone(&it->ics, time->tzid)
		: NULL;
	const struct zone *zone;
	struct moment moment;
	instant moments[2];

	if (rules != NULL && tzid_find(pool_of(it), time->tzid) == NULL)
		return by_rules(it, time, rules);
	moment = find_zone(it, time);
	/* "EST5EDT" tells when, but no record names its zone so. */
	zone = time->tzid && moment.doubt ? zone_find(time->tzid) : NULL;
	if (zone == NULL)
		zone = zone_find(moment.zone);
	zone_resolve(zone, &time->when, moments);
	moment.at = moments[0];
	/* UTC says when, and the calendar's zone where. */
	if (time->is_utc && it->ics.zone != NULL)
		moment.zone = usual_zone(it, NULL).zone;
	return moment;
}

static void take_days(struct reading *reading, const struct ics_event *event)
{
	struct when end = event->end.when;

	if (end.precision == WHEN_DAY)
		end = when_add_days(end, -1);
	else if (event->days > 1)
		end = when_add_days(event->start.when, event->days - 1);
	else
		end.precision = WHEN_ABSENT;
	reading->start = event->start.when;
	if (end.precision == WHEN_DAY &&
		when_compare(&end, &reading->start) > 0)
		reading->end = end;
}

/* A clock that shows the hour twice, or not at all, tells it in UTC. */
static const char *take_hours(const struct importing *it,
	struct reading *reading, const struct ics_event *event)
{
	struct moment start = find_moment(it, &event->start);
	instant end = start.at + event->duration, moments[2];
	const struct zone *zone = zone_find(start.zone);
	struct when clock = zone_clock(zone, start.at);

	if (event->end.when.precision == WHEN_CLOCK)
		end = find_moment(it, &event->end).at;
	if (zone_resolve(zone, &clock, moments) == ZONE_ONCE) {
		clock = zone_clock(zone, end);
		if (zone_resolve(zone, &clock, moments) != ZONE_ONCE)
			start.zone = "UTC";
	} else {
		start.zone = "UTC";
	}
	zone = zone_find(start.zone);
	reading->start = zone_clock(zone, start.at);
	if (end > start.at)
		reading->end = zone_clock(zone, end);
	reading->zone = start.zone;
	return start.doubt;
}

/* --- what it says --- */

static void say_fact(struct reading *reading, const char *name,
	const char *value, const struct ics_event *event, const char *doubt)
{
	if (value != NULL)
		facts_say(reading,
			(struct fact){
				name, value, NULL, value, event->line, doubt});
}

static void say_when(const struct importing *it, struct reading *reading,
	const char *name, const struct when *when)
{
	struct buf text = BUF_INIT;

	if (when->precision == WHEN_ABSENT)
		return;
	when_put(&text, when);
	facts_say(reading,
		(struct fact){name, pool_text(pool_of(it), text.bytes), NULL,
			it->item->event->start_line, it->item->event->line,
			NULL});
	buf_release(&text);
}

/* What is over was held, unless the calendar knows better. */
static enum status status_of(
	const struct importing *it, const struct reading *reading)
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

static void find_topics(struct importing *it)
{
	const struct ics_event *found = it->item->event;

	it->topics = pool_alloc(
		pool_of(it), (found->category_count + 1) * sizeof(*it->topics));
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
static void say_rest(struct importing *it, struct reading *reading)
{
	const struct ics_event *event = it->item->event;

	if (value_is(&value_geo, event->geo))
		say_fact(reading, "geo", event->geo, event, NULL);
	if (value_is(&value_link, event->url))
		say_fact(reading, "link", event->url, event, NULL);
	if (event->description != NULL)
		facts_say(reading,
			(struct fact){"summary",
				receipt_mark(pool_of(it), event->description),
				NULL, "DESCRIPTION", event->line, NULL});
	find_topics(it);
	if (it->topic_count > 0)
		say_fact(reading, "topic",
			import_topics(pool_of(it), it->topics, it->topic_count),
			event, NULL);
}

static void say_facts(struct importing *it, struct reading *reading)
{
	const struct ics_event *event = it->item->event;
	const char *doubt = NULL;

	if (event->start.when.precision == WHEN_CLOCK)
		doubt = take_hours(it, reading, event);
	else
		take_days(reading, event);
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

static instant cut(const struct importing *it, instant at)
{
	return at < it->work->asked->now ? at : it->work->asked->now;
}

static struct stamp floor_of(const struct importing *it)
{
	const struct stamp *stamp = &it->item->event->stamp;

	return (struct stamp){stamp->sequence, cut(it, stamp->created),
		cut(it, stamp->modified)};
}

static void complete(const struct work *work, struct draft *draft)
{
	const struct importing *it = work->data;
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
		event->links = pool_alloc(pool_of(it), sizeof(*event->links));
		event->links[event->link_count++] = found->url;
	}
	event->floor = floor_of(it);
}

/* --- its record --- */

static void begin(struct importing *it, const struct item *item)
{
	struct work *work = it->work;

	it->item = item;
	work->reading = (struct reading){.pool = pool_of(it),
		.site = work->site,
		.series = item->series,
		.today = work->asked->today,
		.language = item->language};
	work->event = item->known;
	work->uid = item->event->uid;
	work->summary = item->event->description;
	work->complete = complete;
	work->data = it;
	buf_cut(&work->target->series, 0);
	buf_puts(&work->target->series, item->series->folder);
	say_facts(it, &work->reading);
	if (item->known != NULL) {
		buf_cut(&work->target->event, 0);
		buf_puts(&work->target->event, item->known->folder);
	} else {
		import_meeting_put_folder(work, work->reading.start);
	}
}

static int import_item(struct importing *it, const struct item *item)
{
	struct work *work = it->work;
	int status = EXIT_DONE;

	begin(it, item);
	if (work->asked->json) {
		buf_puts(&it->json, it->json.length > 0 ? ",\n" : "");
		import_tell_json(&it->json, work);
	}
	if (item->known != NULL)
		return import_update(work, floor_of(it));
	it->unsure += import_tell_doubts(work);
	if (!work->asked->dry)
		status = import_make(work);
	return status;
}

/* --- all of it --- */

/* The meeting has a record under another uid. */
static const struct event *find_rival(
	const struct importing *it, const struct item *item)
{
	const struct site *site = it->work->site;
	int number = item->number && item->number->doubt == NULL
		? (int)strtol(item->number->value, NULL, 10)
		: 0;

	for (size_t i = 0; i < site->event_count; i++) {
		const struct event *event = site->events[i];
		struct when start = event_start(event);
		const struct text *text = event_text(event, item->language);

		if (event->series != item->series || event->part_of.uid != NULL)
			continue;
		if (number > 0 && event->number == number)
			return event;
		if (when_compare(&start, &item->event->start.when) == 0 &&
			text != NULL && text->title != NULL &&
			item->event->title != NULL &&
			strcmp(text->title, item->event->title) == 0)
			return event;
	}
	return NULL;
}

/* What has other uids now would come a second time to all subscribers. */
static int refuse_rivals(const struct importing *it)
{
	size_t count = 0;

	for (size_t i = 0; i < it->ics.count; i++) {
		const struct item *item = &it->items[i];
		const struct event *rival = item->known || item->series == NULL
			? NULL
			: find_rival(it, item);

		if (rival == NULL)
			continue;
		count++;
		import_tell_line(it->work, item->event->line,
			pool_printf(pool_of(it),
				"'%s' is events/%s/%s, which has the uid %s; "
				"here it is %s",
				title_of(item), rival->series->folder,
				rival->folder, rival->uid, item->event->uid),
			NULL);
	}
	if (count == 0)
		return EXIT_DONE;
	fprintf(stderr,
		"dialogue-feeds: %zu meetings have records under other uids: "
		"subscribers would see them twice; nothing was written\n"
		"help: if the program that wrote the file makes new uids each "
		"time, go on with the file that was imported first; a record "
		"that was never published can be given the uid of the file\n",
		count);
	return EXIT_FAILED;
}

static int place_all(struct importing *it)
{
	it->items = pool_alloc(
		pool_of(it), (it->ics.count + 1) * sizeof(*it->items));
	it->reading.language = usual_tag(it, it->ics.language);
	if (it->reading.language == NULL)
		it->reading.language = usual_tag(it, guess_language(it));
	for (size_t i = 0; i < it->ics.count; i++) {
		struct item *item = &it->items[i];
		const char *language = it->reading.language;

		item->event = &it->ics.events[i];
		place(it, item);
		it->reading.language = language;
		if (item->language == NULL) {
			fputs("dialogue-feeds: nothing tells which language "
			      "the calendar is in\nhelp: say so: --text fr\n",
				stderr);
			return EXIT_USAGE;
		}
	}
	return refuse_rivals(it);
}

static void list_stray(struct importing *it, const struct item *item)
{
	FILE *out = it->work->asked->json ? stderr : stdout;

	it->strays++;
	fprintf(out, "line %d: ", item->event->line);
	diag_print_safely(out, title_of(item));
	fputc('\n', out);
}

static int import_all(struct importing *it)
{
	int status = place_all(it);
	bool json = it->work->asked->json;

	for (size_t i = 0; status == EXIT_DONE && i < it->ics.count; i++) {
		const struct item *item = &it->items[i];

		if (item->series == NULL)
			list_stray(it, item);
		else if (!value_is(&value_uid, item->event->uid))
			ics_complain(&it->ics, item->event->line,
				pool_printf(pool_of(it),
					"'%s' has a UID that no record can "
					"have",
					title_of(item)),
				NULL);
		else
			status = import_item(it, item);
	}
	if (status == EXIT_DONE)
		status = import_store(it->work);
	if (json)
		printf("[%s]\n", it->json.bytes);
	say_all(it);
	if (status != EXIT_DONE)
		return status;
	return it->unsure > 0 || it->strays > 0 || it->work->differences > 0 ||
			it->ics.problem_count > 0
		? EXIT_RECORDS
		: EXIT_DONE;
}

int import_calendar(struct work *work, const struct buf *bytes)
{
	struct importing it = {.work = work,
		.ics = {.pool = work->reading.pool},
		.json = BUF_INIT};
	int status;

	if (work->target->event.length > 0) {
		fputs("dialogue-feeds: a calendar is imported into a series: "
		      "`dialogue-feeds import SERIES FILE`\n",
			stderr);
		return EXIT_USAGE;
	}
	ics_read(&it.ics, bytes);
	status = import_all(&it);
	buf_release(&it.json);
	return status;
}
