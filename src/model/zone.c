#include "model/zone.h"

#include <libical/ical.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/nearest.h"
#include "model/tzif.h"
#include "base/banned.h"

enum { DAY_SECONDS = 24 * 60 * 60 };

struct zone {
	struct zone *next;
	char *name;
	struct tzif rules;
};

/*
 * Zones are facts of the system: each is read once and kept until the program
 * ends, so that everybody can point at it.  Threads that read records ask for
 * them.
 */
static struct zone *known;
static pthread_mutex_t knowing = PTHREAD_MUTEX_INITIALIZER;

/* The name is put into a path, so it must be no path itself. */
static int is_name(const char *name)
{
	return *name != '\0' && *name != '/' && strstr(name, "..") == NULL &&
		strspn(name,
			"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
			"0123456789_+/-") == strlen(name);
}

void zone_put_path(struct buf *out, const char *name)
{
	const char *folder = getenv("TZDIR");

	buf_printf(out, "%s/%s",
		folder && *folder ? folder : "/usr/share/zoneinfo", name);
}

const struct zone *zone_next(const struct zone *zone)
{
	return zone ? zone->next : known;
}

const char *zone_name(const struct zone *zone)
{
	return zone->name;
}

static struct zone *load(const char *name)
{
	struct buf path = BUF_INIT;
	struct tzif rules;
	struct zone *zone = NULL;

	zone_put_path(&path, name);
	if (tzif_read(&rules, path.bytes) == 0) {
		zone = mem_alloc(sizeof(*zone));
		zone->name = mem_alloc(strlen(name) + 1);
		memcpy(zone->name, name, strlen(name));
		zone->rules = rules;
		zone->next = known;
		known = zone;
	}
	buf_release(&path);
	return zone;
}

static const struct zone *find(const char *name)
{
	for (const struct zone *zone = known; zone != NULL; zone = zone->next)
		if (strcmp(zone->name, name) == 0)
			return zone;
	return is_name(name) ? load(name) : NULL;
}

const struct zone *zone_find(const char *name)
{
	const struct zone *zone;

	pthread_mutex_lock(&knowing);
	zone = find(name);
	pthread_mutex_unlock(&knowing);
	return zone;
}

const char *zone_nearest(const char *name)
{
	icalarray *zones = icaltimezone_get_builtin_timezones();
	struct nearest nearest;

	nearest_begin(&nearest, name);
	for (size_t i = 0; i < zones->num_elements; i++)
		nearest_offer(&nearest,
			icaltimezone_get_location(
				icalarray_element_at(zones, i)));
	return nearest.found;
}

int zone_is_utc(const struct zone *zone)
{
	return strcmp(zone->name, "UTC") == 0;
}

int zone_offset(const struct zone *zone, instant at)
{
	return tzif_offset(&zone->rules, at);
}

struct when zone_clock(const struct zone *zone, instant at)
{
	return when_from_utc(at + zone_offset(zone, at));
}

enum zone_answer zone_resolve(
	const struct zone *zone, const struct when *clock, instant moments[2])
{
	instant local = when_as_utc(clock);
	/* Clocks change at most once in two days. */
	int before = zone_offset(zone, local - DAY_SECONDS);
	int after = zone_offset(zone, local + DAY_SECONDS);
	int first_fits, second_fits;

	moments[0] = local - before;
	moments[1] = local - after;
	if (before == after)
		return ZONE_ONCE;
	first_fits = zone_offset(zone, moments[0]) == before;
	second_fits = zone_offset(zone, moments[1]) == after;
	if (first_fits && second_fits)
		return ZONE_TWICE;
	if (!first_fits && !second_fits)
		return ZONE_NEVER;
	if (second_fits)
		moments[0] = moments[1];
	return ZONE_ONCE;
}

instant zone_instant(const struct zone *zone, const struct when *clock)
{
	instant moments[2];

	zone_resolve(zone, clock, moments);
	return moments[0];
}

/* Where between two moments with different offsets the change is. */
static instant bisect(const struct zone *zone, instant before, instant after)
{
	int offset = zone_offset(zone, before);

	while (after - before > 1) {
		instant middle = before + (after - before) / 2;

		if (zone_offset(zone, middle) == offset)
			before = middle;
		else
			after = middle;
	}
	return after;
}

instant zone_next_change(const struct zone *zone, instant after, instant until)
{
	/* Ramadan's pause of daylight saving, the shortest, is a month. */
	const instant step = 7 * DAY_SECONDS;
	int offset = zone_offset(zone, after);

	for (instant at = after; at < until; at += step) {
		instant next = at + step < until ? at + step : until;

		if (zone_offset(zone, next) != offset)
			return bisect(zone, at, next);
	}
	return until + 1;
}
