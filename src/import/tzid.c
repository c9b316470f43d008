#include "import/tzid.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "model/zone.h"
#include "read/value.h"
#include "base/banned.h"

/* Lines of a name, a tab and a zone; see windows.txt. */
extern const char windows_txt[];
extern const int windows_txt_size;

static bool is_zone(const char *name)
{
	struct buf help = BUF_INIT;
	bool result = value_zone.check(name, &help) == NULL;

	buf_release(&help);
	return result;
}

/* The zone of the line; the next one starts behind it. */
static const char *zone_in(struct pool *pool, const char *line)
{
	const char *zone = strchr(line, '\t') + 1;

	return pool_bytes(pool, zone, strcspn(zone, "\n"));
}

static const char *next_line(const char *line)
{
	line = line ? strchr(line, '\n') + 1 : windows_txt;
	while (line < windows_txt + windows_txt_size && *line == '#')
		line = strchr(line, '\n') + 1;
	return line < windows_txt + windows_txt_size ? line : NULL;
}

static const char *find_windows_name(struct pool *pool, const char *name)
{
	for (const char *line = next_line(NULL); line; line = next_line(line)) {
		size_t length = strcspn(line, "\t");

		if (strlen(name) == length &&
			strncasecmp(line, name, length) == 0)
			return zone_in(pool, line);
	}
	return NULL;
}

/* Outlook on the web says "Romance Standard Time 1", Notes says "Romance". */
static const char *find_windows_zone(struct pool *pool, const char *tzid)
{
	size_t length = strlen(tzid);
	const char *zone = find_windows_name(pool, tzid);

	while (length > 0 && strchr(" 0123456789", tzid[length - 1]) != NULL)
		length--;
	if (zone == NULL)
		zone = find_windows_name(pool, pool_bytes(pool, tzid, length));
	/* The rules tell whether it is Greenwich or London. */
	if (zone == NULL && strcasecmp(tzid, "GMT") != 0)
		zone = find_windows_name(
			pool, pool_printf(pool, "%s Standard Time", tzid));
	return zone;
}

const char *tzid_find(struct pool *pool, const char *tzid)
{
	if (is_zone(tzid))
		return tzid;
	if (strcasecmp(tzid, "tzone://Microsoft/Utc") == 0)
		return "UTC";
	/* "/freeassociation.sourceforge.net/Europe/Brussels" */
	for (const char *at = strchr(tzid, '/'); at != NULL;
		at = strchr(at + 1, '/'))
		if (strchr(at + 1, '/') != NULL && is_zone(at + 1))
			return at + 1;
	return find_windows_zone(pool, tzid);
}

/* What a part of a rule says: "3" of "FREQ=YEARLY;BYMONTH=3"; or "". */
static const char *part_of(const char *rule, const char *name)
{
	size_t length = strlen(name);

	for (; *rule != '\0'; rule += strcspn(rule, ";"), rule += *rule == ';')
		if (strncasecmp(rule, name, length) == 0 && rule[length] == '=')
			return rule + length + 1;
	return "";
}

static void take_rule(struct observance *it, const char *rule)
{
	static const char days[] = "MOTUWETHFRSASU";
	char *day;

	if (strncasecmp(part_of(rule, "FREQ"), "YEARLY", 6) != 0)
		return;
	it->month = (int)strtol(part_of(rule, "BYMONTH"), NULL, 10);
	it->day = (int)strtol(part_of(rule, "BYMONTHDAY"), NULL, 10);
	sscanf(part_of(rule, "UNTIL"), "%4d", &it->until);
	it->week = (int)strtol(part_of(rule, "BYDAY"), &day, 10);
	for (int i = 0; i < 7; i++)
		if (strncasecmp(day, days + 2 * (size_t)i, 2) == 0)
			it->weekday = i + 1;
	if (it->month < 1 || it->month > 12 || it->week < -5 || it->week > 5)
		it->month = 0;
}

/* "+0100", "-033000" */
static int read_offset(const char *value)
{
	int hours = 0, minutes = 0, seconds = 0;

	if (*value == '\0' ||
		sscanf(value + 1, "%2d%2d%2d", &hours, &minutes, &seconds) < 2)
		return 0;
	seconds += 60 * minutes + 3600 * hours;
	return *value == '-' ? -seconds : seconds;
}

/* "19701025T030000" */
static struct when read_clock(const char *value)
{
	int year, month, day, hour = 0, minute = 0, second = 0;
	struct when when = {.precision = WHEN_ABSENT};

	if (sscanf(value, "%4d%2d%2dT%2d%2d%2d", &year, &month, &day, &hour,
		    &minute, &second) < 3 ||
		year < 1 || month < 1 || month > 12 || day < 1 ||
		day > when_days_in_month(year, month) || hour < 0 ||
		hour > 23 || minute < 0 || minute > 59 || second < 0 ||
		second > 59)
		return when;
	return (struct when){WHEN_CLOCK, (short)year, (unsigned char)month,
		(unsigned char)day, (unsigned char)hour, (unsigned char)minute,
		(unsigned char)second};
}

void tzid_take(
	struct observance *observance, const char *name, const char *value)
{
	if (strcasecmp(name, "DTSTART") == 0)
		observance->start = read_clock(value);
	else if (strcasecmp(name, "TZOFFSETTO") == 0)
		observance->offset = read_offset(value);
	else if (strcasecmp(name, "RRULE") == 0)
		take_rule(observance, value);
}

/* The day of a rule in the month of `when`. */
static int day_of(const struct observance *it, struct when when)
{
	int days = when_days_in_month(when.year, (int)when.month);
	int day = it->day > 0 ? it->day : 1;

	when.day = (unsigned char)(it->week < 0 ? days : day);
	if (when.day > days)
		return days;
	if (it->weekday == 0)
		return (int)when.day;
	day = (int)when.day;
	if (it->week < 0)
		day -= (when_weekday(&when) - it->weekday + 7) % 7 -
			7 * (it->week + 1);
	else
		day += (it->weekday - when_weekday(&when) + 7) % 7 +
			7 * (it->week > 0 ? it->week - 1 : 0);
	return day < 1 ? 1 : day > days ? days : day;
}

/* When it begins in a year, or began for good; absent: not in that year. */
static struct when onset(const struct observance *it, int year)
{
	struct when when = it->start;

	if (it->month == 0 || year == it->start.year)
		return when;
	when.year = (short)year;
	when.month = (unsigned char)it->month;
	when.day = (unsigned char)day_of(it, when);
	if (year < it->start.year || (it->until != 0 && year > it->until))
		when.precision = WHEN_ABSENT;
	return when;
}

int tzid_offset(const struct vtimezone *zone, const struct when *clock)
{
	struct when last = {.precision = WHEN_ABSENT};
	int offset = zone->count > 0 ? zone->items[0].offset : 0;

	for (size_t i = 0; i < 2 * zone->count; i++) {
		const struct observance *it = &zone->items[i / 2];
		struct when when = onset(it, clock->year - (int)(i % 2));

		if (when.precision == WHEN_ABSENT ||
			when_compare(&when, clock) > 0 ||
			(last.precision != WHEN_ABSENT &&
				when_compare(&when, &last) < 0))
			continue;
		last = when;
		offset = it->offset;
	}
	return offset;
}

/* Whether the clocks of a zone go by the rules: then, and in each month. */
static bool goes_by(const struct zone *zone, const struct vtimezone *rules,
	const struct when *clock)
{
	for (int month = 0; month <= 12; month++) {
		struct when probe = *clock;
		int offset;

		if (month > 0) {
			probe.month = (unsigned char)month;
			probe.day = 15;
		}
		offset = tzid_offset(rules, &probe);
		if (zone_offset(zone, when_as_utc(&probe) - offset) != offset)
			return false;
	}
	return true;
}

const char *tzid_by_rules(struct pool *pool, const struct vtimezone *zone,
	const struct when *clock, const char *const *preferred)
{
	for (; *preferred != NULL; preferred++) {
		const struct zone *found = zone_find(*preferred);

		if (found != NULL && goes_by(found, zone, clock))
			return *preferred;
	}
	for (const char *line = next_line(NULL); line; line = next_line(line)) {
		const char *name = zone_in(pool, line);
		const struct zone *found =
			is_zone(name) ? zone_find(name) : NULL;

		if (found != NULL && goes_by(found, zone, clock))
			return name;
	}
	return NULL;
}
