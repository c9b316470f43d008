#include "cmd/importing_calendar.h"

#include <strings.h>
#include "base/banned.h"

/* A moment, and whose clock tells it. */
struct moment {
	instant at;
	const char *zone, *doubt;
};

/* The zone of times that name none: the calendar's, or the publisher's. */
static struct moment usual_zone(
	const struct importing_calendar *it, const char *doubt)
{
	const char *zone =
		it->ics.zone ? tzid_find(it->ics.pool, it->ics.zone) : NULL;

	if (zone != NULL)
		return (struct moment){0, zone, NULL};
	return (struct moment){
		0, zone_name(it->work->site->publisher.zone), doubt};
}

static struct moment by_rules(const struct importing_calendar *it,
	const struct ics_time *time, const struct vtimezone *rules)
{
	const struct series *series = it->item->series;
	const char **preferred = pool_alloc(
		it->ics.pool, (series->side_count + 3) * sizeof(*preferred));
	size_t count = 0;
	struct moment moment = {0, NULL, "other zones have the same rules"};

	preferred[count++] = usual_zone(it, NULL).zone;
	preferred[count++] = zone_name(it->work->site->publisher.zone);
	for (size_t i = 0; i < series->side_count; i++)
		if (series->sides[i].zone != NULL)
			preferred[count++] = series->sides[i].zone;
	preferred[count] = NULL;
	moment.at = when_as_utc(&time->when) - tzid_offset(rules, &time->when);
	moment.zone =
		tzid_by_rules(it->ics.pool, rules, &time->when, preferred);
	if (moment.zone == NULL) {
		moment.zone = "UTC";
		moment.doubt = "no zone has the rules of that one";
	}
	return moment;
}

static struct moment find_zone(
	const struct importing_calendar *it, const struct ics_time *time)
{
	const char *zone =
		time->tzid ? tzid_find(it->ics.pool, time->tzid) : NULL;

	if (time->is_utc || (time->tzid && strcasecmp(time->tzid, "GMT") == 0))
		return (struct moment){0, "UTC", NULL};
	if (zone != NULL)
		return (struct moment){0, zone, NULL};
	return usual_zone(it,
		time->tzid ? "nobody knows the zone that the calendar names"
			   : "the calendar names no zone");
}

static struct moment find_moment(
	const struct importing_calendar *it, const struct ics_time *time)
{
	const struct vtimezone *rules = time->tzid && !time->is_utc
		? ics_zone(&it->ics, time->tzid)
		: NULL;
	const struct zone *zone;
	struct moment moment;
	instant moments[2];

	if (rules != NULL && tzid_find(it->ics.pool, time->tzid) == NULL)
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
static const char *take_hours(const struct importing_calendar *it,
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

const char *import_calendar_when(
	const struct importing_calendar *it, struct reading *reading)
{
	const struct ics_event *event = it->item->event;

	if (event->start.when.precision == WHEN_CLOCK)
		return take_hours(it, reading, event);
	take_days(reading, event);
	return NULL;
}
