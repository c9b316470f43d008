#include "write/timezone.h"

#include <stdbool.h>
#include <string.h>
#include "base/pool.h"
#include "write/contentline.h"
#include "base/banned.h"

/* A change of the clocks. */
struct change {
	instant at;
	int from, to; /* seconds east of Greenwich */
	bool is_daylight; /* what it leads to */
};

struct changes {
	struct pool pool;
	struct change *items;
	size_t count; /* the years in use, and those by which rules are told */
	size_t used; /* without the latter */
};

/* A rule that holds for so many years more holds for ever. */
enum { YEARS_OF_A_RULE = 12 };

static instant new_year(const struct zone *zone, int year)
{
	struct when day = {WHEN_DAY, year, 1, 1, 0, 0, 0};

	return zone_instant(zone, &day);
}

/*
 * Where winter is the exception (Dublin, Casablanca), programs still expect
 * the clocks to be ahead in DAYLIGHT.
 */
static bool leads_to_daylight(
	const struct zone *zone, instant at, int from, int to)
{
	bool was = zone_is_daylight(zone, at - 1);
	bool is = zone_is_daylight(zone, at);

	return was == is ? is : to > from;
}

static void add_change(
	struct changes *changes, const struct zone *zone, instant at)
{
	int from = zone_offset(zone, at - 1), to = zone_offset(zone, at);

	changes->items = pool_grow(&changes->pool, changes->items,
		changes->count, sizeof(*changes->items));
	changes->items[changes->count++] = (struct change){
		at, from, to, leads_to_daylight(zone, at, from, to)};
}

/*
 * Clocks that do not change in these years.  Those that never did show the
 * same from the first year on; so do those that changed once, from the time of
 * the sun: programs choke on its seconds.
 */
static void add_fixed(
	struct changes *changes, const struct zone *zone, int first_year)
{
	instant begin = new_year(zone, first_year), last;
	struct change *fixed;

	if (zone_last_change(zone, begin + 1, &last) != 0 ||
		zone_offset(zone, last - 1) % 60 != 0)
		last = new_year(zone, first_year < 1970 ? first_year : 1970);
	add_change(changes, zone, last);
	fixed = &changes->items[0];
	fixed->to = zone_offset(zone, begin);
	fixed->is_daylight = zone_is_daylight(zone, begin);
	if (fixed->from % 60 != 0)
		fixed->from = fixed->to;
}

/*
 * The two changes before the first year: both kinds of time have to begin
 * before anything is asked of them.
 */
static void add_first(
	struct changes *changes, const struct zone *zone, int first_year)
{
	instant last, other;

	if (zone_last_change(zone, new_year(zone, first_year) + 1, &last) != 0)
		return;
	if (zone_last_change(zone, last, &other) == 0)
		add_change(changes, zone, other);
	add_change(changes, zone, last);
}

static void find_changes(struct changes *changes, const struct zone *zone,
	int first_year, int last_year)
{
	instant at = new_year(zone, first_year);
	instant until = new_year(zone, last_year + 1);
	instant horizon = new_year(zone, last_year + 1 + YEARS_OF_A_RULE);

	if (zone_next_change(zone, at, until) > until)
		add_fixed(changes, zone, first_year);
	else
		add_first(changes, zone, first_year);
	changes->used = changes->count;
	while ((at = zone_next_change(zone, at, horizon)) <= horizon) {
		add_change(changes, zone, at);
		if (at <= until)
			changes->used = changes->count;
	}
}

static struct when clock_of(const struct change *change)
{
	return when_from_utc(change->at + change->from);
}

static bool is_alike(const struct change *a, const struct change *b)
{
	return a->from == b->from && a->to == b->to &&
		a->is_daylight == b->is_daylight;
}

/* "-1SU", "2SU": clocks change on such a day of a month, at a fixed hour. */
struct rule {
	struct when first, last;
	bool is_fifth, is_nth; /* the last one of a month; the same each year */
	int count;
};

static bool is_last_of_month(const struct when *day)
{
	return day->day + 7 > when_days_in_month(day->year, day->month);
}

static bool follows(const struct when *day, const struct when *before)
{
	return day->year == before->year + 1 && day->month == before->month &&
		when_weekday(day) == when_weekday(before) &&
		day->hour == before->hour && day->minute == before->minute &&
		day->second == before->second;
}

/* Whether all changes like this one, from it on, follow one rule for ever. */
static bool find_rule(struct rule *rule, const struct changes *changes,
	const struct change *first)
{
	const struct change *end = changes->items + changes->count;

	*rule = (struct rule){clock_of(first), clock_of(first), .is_nth = true,
		.is_fifth = true};
	for (const struct change *at = first; at < end; at++) {
		struct when day = clock_of(at);

		if (!is_alike(at, first))
			continue;
		if (at != first && !follows(&day, &rule->last))
			return false;
		rule->is_fifth &= is_last_of_month(&day);
		rule->is_nth &= (day.day - 1) / 7 == (rule->first.day - 1) / 7;
		rule->last = day;
		rule->count++;
	}
	return (rule->is_fifth || rule->is_nth) &&
		rule->count >= YEARS_OF_A_RULE &&
		rule->last.year + 1 >= clock_of(end - 1).year;
}

static void put_rule(struct buf *out, const struct rule *rule)
{
	static const char *const days[] = {
		"", "MO", "TU", "WE", "TH", "FR", "SA", "SU"};
	struct buf text = BUF_INIT;
	int week = rule->is_fifth ? -1 : (rule->first.day - 1) / 7 + 1;

	buf_printf(&text, "FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s",
		rule->first.month, week, days[when_weekday(&rule->first)]);
	contentline_put_x(out, "RRULE", text.bytes);
	buf_release(&text);
}

static void put_date(struct buf *out, const struct change *change)
{
	struct when day = clock_of(change);
	struct icaldatetimeperiodtype date = {.time = contentline_time(&day),
		.period = icalperiodtype_null_period()};

	contentline_put(out, icalproperty_new_rdate(date));
}

/*
 * All of its kind, one by one.  Where there are others, ical.js knows the first
 * one, that of DTSTART, only if it stands among them.
 */
static void put_dates(struct buf *out, const struct changes *changes,
	const struct change *first)
{
	const struct change *end = changes->items + changes->used;
	bool is_alone = true;

	for (const struct change *at = first + 1; at < end; at++) {
		if (!is_alike(at, first))
			continue;
		if (is_alone)
			put_date(out, first);
		is_alone = false;
		put_date(out, at);
	}
}

static void put_observance(struct buf *out, const struct changes *changes,
	const struct change *first)
{
	const char *kind = first->is_daylight ? "DAYLIGHT" : "STANDARD";
	struct when start = clock_of(first);
	struct rule rule;

	contentline_begin(out, kind);
	contentline_put(
		out, icalproperty_new_dtstart(contentline_time(&start)));
	contentline_put(out, icalproperty_new_tzoffsetfrom(first->from));
	contentline_put(out, icalproperty_new_tzoffsetto(first->to));
	if (find_rule(&rule, changes, first))
		put_rule(out, &rule);
	else
		put_dates(out, changes, first);
	contentline_end(out, kind);
}

void timezone_put(struct buf *out, const char *name, const struct zone *zone,
	int first_year, int last_year)
{
	struct changes changes = {.pool = POOL_INIT};

	find_changes(&changes, zone, first_year, last_year);
	contentline_begin(out, "VTIMEZONE");
	contentline_put(out, icalproperty_new_tzid(name));
	for (size_t i = 0; i < changes.used; i++) {
		size_t same = 0;

		while (!is_alike(&changes.items[same], &changes.items[i]))
			same++;
		if (same == i)
			put_observance(out, &changes, &changes.items[i]);
	}
	contentline_end(out, "VTIMEZONE");
	pool_release(&changes.pool);
}
