#include "write/dates.h"

#include <stdbool.h>
#include <string.h>
#include "model/fill.h"
#include "base/banned.h"

/* Whose words are used. */
struct wording {
	const struct publisher *publisher;
	const char *language;
};

static const char *phrase(const struct wording *wording, const char *key)
{
	return publisher_phrase(wording->publisher, wording->language, key);
}

/*
 * The name of a month in a form ("month."), or NULL where the pattern does not
 * ask for it by `name`.
 */
static const char *month_name(const struct wording *wording,
	const char *pattern, const char *name, const char *form, int month)
{
	struct buf key = BUF_INIT;
	const char *text;

	if (strstr(pattern, name) == NULL)
		return NULL;
	buf_puts(&key, form);
	buf_put_number(&key, month, 1);
	text = phrase(wording, key.bytes);
	buf_release(&key);
	return text;
}

/* What the first of a month is called, where that is no number. */
static const char *day_name(const struct wording *wording, int day)
{
	return day == 1 ? phrase(wording, "day-one") : NULL;
}

/* A pattern of CLDR for one day or, with names in 2, for two. */
static void put_pattern(struct buf *out, const struct wording *wording,
	const char *key, const struct when *first, const struct when *second)
{
	const char *pattern = phrase(wording, key);

	fill(out, pattern,
		(const struct filling[]){
			{"d", day_name(wording, first->day), first->day, 1},
			{"m", NULL, first->month, 1},
			{"y", NULL, first->year, 1},
			{"month",
				month_name(wording, pattern, "{month}",
					"month.", first->month)},
			{"month-alone",
				month_name(wording, pattern, "{month-alone}",
					"month-alone.", first->month)},
			{"d2", day_name(wording, second->day), second->day, 1},
			{"m2", NULL, second->month, 1},
			{"y2", NULL, second->year, 1},
			{"month2",
				month_name(wording, pattern, "{month2}",
					"month.", second->month)},
			{NULL},
		});
}

static void put_day(
	struct buf *out, const struct wording *wording, const struct when *when)
{
	static const char *const keys[] = {
		[WHEN_YEAR] = "date.year",
		[WHEN_MONTH] = "date.month",
		[WHEN_DAY] = "date.day",
		[WHEN_CLOCK] = "date.day",
	};

	if (when->precision != WHEN_ABSENT)
		put_pattern(out, wording, keys[when->precision], when, when);
}

/* A pattern of CLDR for one hour or, with names in 2, for two. */
static void put_hours_in(struct buf *out, const struct wording *wording,
	const char *key, const struct when *first, const struct when *last)
{
	fill(out, phrase(wording, key),
		(const struct filling[]){
			{"H", NULL, first->hour, 1},
			{"HH", NULL, first->hour, 2},
			{"mm", NULL, first->minute, 2},
			{"H2", NULL, last->hour, 1},
			{"HH2", NULL, last->hour, 2},
			{"mm2", NULL, last->minute, 2},
			{NULL},
		});
}

/* A day and hours of it: `key` says how many. */
static void put_moment(struct buf *out, const struct wording *wording,
	const char *key, const struct when *first, const struct when *last)
{
	struct buf date = BUF_INIT, clock = BUF_INIT;

	put_day(&date, wording, first);
	put_hours_in(&clock, wording, key, first, last);
	fill(out, phrase(wording, "date-time"),
		(const struct filling[]){
			{"date", date.bytes}, {"clock", clock.bytes}, {NULL}});
	buf_release(&clock);
	buf_release(&date);
}

static void put_clock(
	struct buf *out, const struct wording *wording, const struct when *when)
{
	if (when->precision == WHEN_CLOCK)
		put_moment(out, wording, "time.clock", when, when);
	else
		put_day(out, wording, when);
}

static bool is_same_day(const struct when *a, const struct when *b)
{
	return a->year == b->year && a->month == b->month && a->day == b->day;
}

static void put_days(struct buf *out, const struct wording *wording,
	const struct when *first, const struct when *last)
{
	const char *key = "date.range-days";

	if (last->precision == WHEN_ABSENT || is_same_day(first, last)) {
		put_day(out, wording, first);
		return;
	}
	if (first->year != last->year)
		key = "date.range-years";
	else if (first->month != last->month)
		key = "date.range-months";
	put_pattern(out, wording, key, first, last);
}

/* Both hours on one day, or a day with each of them. */
static void put_hours(struct buf *out, const struct wording *wording,
	const struct when *first, const struct when *last)
{
	struct buf from = BUF_INIT, to = BUF_INIT;

	if (last->precision == WHEN_ABSENT) {
		put_clock(out, wording, first);
		return;
	}
	if (is_same_day(first, last)) {
		put_moment(out, wording, "time.range", first, last);
		return;
	}
	put_clock(&from, wording, first);
	put_clock(&to, wording, last);
	fill(out, phrase(wording, "date.range"),
		(const struct filling[]){
			{"from", from.bytes}, {"to", to.bytes}, {NULL}});
	buf_release(&from);
	buf_release(&to);
}

/*
 * The city that a zone is named after, as the language has it: "New York" of
 * "America/New_York".
 */
static void put_city(
	struct buf *out, const struct wording *wording, const char *zone)
{
	const char *slash = strrchr(zone, '/');
	struct buf key = BUF_INIT;
	const char *name;

	buf_printf(&key, "city.%s", zone);
	name = publisher_find_phrase(
		wording->publisher, wording->language, key.bytes);
	buf_release(&key);
	if (name != NULL)
		buf_puts(out, name);
	for (const char *at = slash ? slash + 1 : zone;
		name == NULL && *at != '\0'; at++)
		buf_putc(out, *at == '_' ? ' ' : *at);
}

/* Hours, and where they are those of the clocks; the buf is released. */
static void put_zoned(struct buf *out, const struct wording *wording,
	struct buf *hours, const char *zone)
{
	if (strcmp(zone, "UTC") == 0)
		zone = phrase(wording, "universal-time");
	fill(out, phrase(wording, "with-party"),
		(const struct filling[]){
			{"name", hours->bytes}, {"party", zone}, {NULL}});
	buf_release(hours);
}

static void put_hours_of(struct buf *out, const struct wording *wording,
	const struct when *first, const struct when *last, const char *zone)
{
	struct buf hours = BUF_INIT, city = BUF_INIT;

	put_hours(&hours, wording, first, last);
	put_city(&city, wording, zone);
	put_zoned(out, wording, &hours, city.bytes);
	buf_release(&city);
}

void dates_put_day(struct buf *out, const struct publisher *publisher,
	const char *language, const struct when *when)
{
	put_day(out, &(struct wording){publisher, language}, when);
}

void dates_put_clock(struct buf *out, const struct publisher *publisher,
	const char *language, const struct when *when, const char *zone_name)
{
	const struct when never = {.precision = WHEN_ABSENT};
	const struct wording wording = {publisher, language};

	if (when->precision == WHEN_CLOCK && zone_name != NULL)
		put_hours_of(out, &wording, when, &never, zone_name);
	else
		put_clock(out, &wording, when);
}

void dates_put_sitting(struct buf *out, const struct publisher *publisher,
	const char *language, const struct sitting *sitting)
{
	struct wording wording = {publisher, language};

	if (sitting->start.precision == WHEN_CLOCK)
		put_hours_of(out, &wording, &sitting->start, &sitting->end,
			sitting->zone_name);
	else if (sitting->start.precision == WHEN_DAY)
		put_days(out, &wording, &sitting->start, &sitting->end);
	else
		put_day(out, &wording, &sitting->start);
}

/* By the clocks of a zone. */
static struct when start_in(
	const struct sitting *sitting, const struct zone *zone)
{
	return zone_clock(zone, zone_instant(sitting->zone, &sitting->start));
}

static struct when end_in(
	const struct sitting *sitting, const struct zone *zone)
{
	if (sitting->end.precision != WHEN_CLOCK)
		return (struct when){.precision = WHEN_ABSENT};
	return zone_clock(zone, zone_instant(sitting->zone, &sitting->end));
}

void dates_put_sitting_in(struct buf *out, const struct publisher *publisher,
	const char *language, const struct sitting *sitting,
	const char *zone_name)
{
	const struct zone *zone = zone_find(zone_name);
	struct wording wording = {publisher, language};
	struct when first = start_in(sitting, zone);
	struct when last = end_in(sitting, zone);

	put_hours_of(out, &wording, &first, &last, zone_name);
}

void dates_put_clocks_in(struct buf *out, const struct publisher *publisher,
	const char *language, const struct sitting *sitting,
	const struct zone *zone, const char *name)
{
	struct wording wording = {publisher, language};
	struct when first = start_in(sitting, zone);
	struct when last = end_in(sitting, zone);
	bool is_open = last.precision == WHEN_ABSENT;
	struct buf hours = BUF_INIT;

	if (is_same_day(&first, &sitting->start) &&
		(is_open || is_same_day(&first, &last)))
		put_hours_in(&hours, &wording,
			is_open ? "time.clock" : "time.range", &first, &last);
	else
		put_hours(&hours, &wording, &first, &last);
	put_zoned(out, &wording, &hours, name);
}
