#include "import/dating.h"

#include <string.h>
#include "import/sessions.h"
#include "base/banned.h"

enum { TOLD_LIMIT = 20 }; /* days told by "today" and the like */

/* The year that the text does not say, from when it came out. */
static int nearest_year(const struct when *published, int month)
{
	int distance = month - (int)published->month;

	if (distance > 6)
		return published->year - 1;
	return distance < -6 ? published->year + 1 : published->year;
}

/* Any day that is there in figures without marks, as addresses have it. */
static const struct day *find_hint(const struct reading *it)
{
	for (size_t i = 0; i < it->days.count; i++)
		if (it->days.items[i].is_hint)
			return &it->days.items[i];
	return NULL;
}

/* The month of a day that is told by its number, and its weekday at best. */
static void find_month(const struct when *published, struct day *day)
{
	static const int distances[] = {0, -1, 1};

	day->year = published->year;
	day->month = published->month;
	for (size_t i = 0; i < 3 && day->weekday != 0; i++) {
		int month = published->month + distances[i];
		int year = published->year + (month > 12) - (month < 1);
		struct when when =
			dating_when(year, (month + 11) % 12 + 1, day->day);

		if (when.precision != WHEN_DAY ||
			when_weekday(&when) != day->weekday)
			continue;
		day->year = when.year;
		day->month = when.month;
		return;
	}
}

static const char *complete(struct reading *it, struct day *day)
{
	const struct day *hint = find_hint(it);
	const char *doubt = NULL;

	if (day->month == 0 && it->published.precision == WHEN_DAY) {
		find_month(&it->published, day);
		doubt = "month and year are those of the release";
	} else if (day->year == 0 && it->published.precision == WHEN_DAY) {
		day->year = nearest_year(&it->published, day->month);
		doubt = "the year is that of the release";
	} else if (day->year == 0 && day->month != 0 && hint != NULL) {
		const struct when when =
			dating_when(hint->year, hint->month, hint->day);

		day->year = nearest_year(&when, day->month);
		doubt = "the year is that of another date";
	}
	return doubt;
}

static void read_end(
	struct reading *it, const struct day *day, const char *doubt)
{
	int month = day->last_month ? day->last_month : day->month;
	int year = month < day->month ? day->year + 1 : day->year;

	if (day->last_day == 0)
		return;
	it->end = dating_when(year, month, day->last_day);
	if (it->end.precision == WHEN_DAY &&
		when_compare(&it->end, &it->start) > 0)
		facts_add(it, "end", when_text(it->pool, &it->end), day->start,
			doubt);
	else
		it->end.precision = WHEN_ABSENT;
}

/* A zone is where the clocks are: that of the city, if there is one. */
static void read_clock(struct reading *it, const struct day *day)
{
	size_t start = facts_sentence_start(it, day->start);
	size_t end = facts_sentence_end(it, day->start);
	const struct hit *city = facts_hit(it, WORD_CITY, start, end);
	const char *zone = city ? strchr(city->term->value, ' ') : NULL;
	int hour, minute;

	if (!days_clock(&it->hits, day->end, end, &hour, &minute) ||
		zone == NULL || it->end.precision != WHEN_ABSENT)
		return;
	it->zone = zone + 1;
	it->start.precision = WHEN_CLOCK;
	it->start.hour = (unsigned char)hour;
	it->start.minute = (unsigned char)minute;
	facts_add(it, "zone", it->zone, city->start,
		"it is the zone of the city");
}

/* The day that so many days lie between it and another one. */
static struct day day_at(const struct when *when, int distance)
{
	const struct when other = when_add_days(*when, distance);

	return (struct day){.year = other.year,
		.month = other.month,
		.day = other.day,
		.is_told_by_release = true};
}

/* "Yesterday, 30 May" says the day itself. */
static bool says_day(const struct reading *it, const struct hit *word)
{
	for (size_t i = 0; i < it->days.count; i++) {
		const struct day *day = &it->days.items[i];

		if ((day->end <= word->start && day->end + 4 > word->start) ||
			(day->start >= word->end &&
				day->start < word->end + 16))
			return true;
	}
	return false;
}

/* Put a day among the others, in its place. */
static void add_day(struct reading *it, struct day day)
{
	struct days *days = &it->days;
	size_t at = days->count;
	size_t rank =
		it->release_day ? (size_t)(it->release_day - days->items) : 0;

	days->items =
		pool_grow(it->pool, days->items, days->count, sizeof(day));
	for (; at > 0 && days->items[at - 1].start > day.start; at--)
		days->items[at] = days->items[at - 1];
	days->items[at] = day;
	days->count++;
	if (it->release_day != NULL)
		it->release_day = &days->items[rank + (at <= rank)];
}

/* "Held today", "yesterday": a day that the release has, or the one before. */
static void add_told_days(struct reading *it)
{
	size_t told = 0;

	if (it->published.precision != WHEN_DAY)
		return;
	for (const struct hit *word =
			facts_hit(it, WORD_TODAY, 0, it->fold.count);
		word != NULL && told < TOLD_LIMIT;
		word = facts_hit(it, WORD_TODAY, word->end, it->fold.count)) {
		size_t start = facts_line_start(it, word->start);
		size_t end = facts_line_end(it, word->start);
		struct day day = day_at(&it->published, facts_number(word));

		if (says_day(it, word) ||
			(facts_hit(it, WORD_STATUS, start, end) == NULL &&
				!sessions_are_counted(it, start, end) &&
				facts_hit(it, WORD_MEETING, start, end) ==
					NULL))
			continue;
		day.start = word->start;
		day.end = word->end;
		add_day(it, day);
		told++;
	}
}

/* "Monday 23", where nothing says when that was. */
static bool is_of_no_month(const struct reading *it, const struct day *day)
{
	return day->month == 0 && it->published.precision != WHEN_DAY;
}

/* "Avenida 18 de Julio", "since 12 May". */
static bool is_in_street_name(const struct reading *it, const struct day *day)
{
	size_t at = fold_skip_back(&it->fold, day->start);
	const struct hit *small = hits_before(&it->hits, WORD_FILLER, at);

	/* "Dal 28 al 30 gennaio" is from one day to the other. */
	if (day->last_day != 0)
		return false;
	while (small != NULL &&
		fold_script(it->fold.letters[small->start]) >=
			SCRIPT_ALPHABET) {
		at = fold_skip_back(&it->fold, small->start);
		small = hits_before(&it->hits, WORD_FILLER, at);
	}
	return hits_before(&it->hits, WORD_STREET, at) != NULL;
}

/* Two days that may be those of the meeting, and how likely each is. */
struct choice {
	struct day *best;
	const struct day *rival; /* or NULL */
	int most, second;
};

/* Whether nothing keeps the day from being that of the meeting. */
static bool may_be_meant(const struct reading *it, const struct day *day)
{
	return day != it->release_day && !day->is_hint &&
		!is_in_street_name(it, day) && !is_of_no_month(it, day) &&
		facts_of_another(it, day->start, day->end) != ANOTHER &&
		(day->is_told_by_release || !dating_is_stamp(it, day));
}

static int points_of(const struct reading *it, const struct day *day)
{
	return 2 * facts_likelihood(it, day->start) -
		(facts_of_another(it, day->start, day->end) == MAYBE_ANOTHER
				? 3
				: 0) -
		(day->is_told_by_release ? 2 : 0) + 1;
}

/* The likeliest day; its `best` is NULL where none is likely. */
static struct choice choose_day(const struct reading *it)
{
	struct choice chosen = {0};

	for (size_t i = 0; i < it->days.count; i++) {
		struct day *day = &it->days.items[i];
		int points;

		if (!may_be_meant(it, day))
			continue;
		points = points_of(it, day);
		if (points > chosen.most) {
			chosen = (struct choice){
				day, chosen.best, points, chosen.most};
		} else if (points > chosen.second && chosen.best != NULL &&
			(day->day != chosen.best->day ||
				day->month != chosen.best->month)) {
			chosen.rival = day;
			chosen.second = points;
		}
	}
	return chosen;
}

/* Why the day may be another one, or NULL. */
static const char *doubt_choice(
	const struct choice *chosen, const struct when *start)
{
	const char *doubt = dating_doubt(chosen->best, start);

	if (doubt != NULL)
		return doubt;
	if (chosen->rival != NULL && chosen->second >= chosen->most &&
		chosen->rival->day != chosen->best->day)
		return "another day is there too";
	return chosen->most < 6 ? "it may be the day of something else" : NULL;
}

void dating_read_meeting(struct reading *it)
{
	struct choice chosen;
	struct day *day;
	const char *doubt;
	size_t fact;

	add_told_days(it);
	chosen = choose_day(it);
	day = chosen.best;
	if (day == NULL)
		return;
	doubt = day->is_told_by_release
		? "it is told from the day of the release"
		: complete(it, day);
	it->start = dating_when(day->year, day->month, day->day);
	if (it->start.precision == WHEN_ABSENT)
		return;
	it->day = day;
	if (doubt == NULL)
		doubt = doubt_choice(&chosen, &it->start);
	fact = it->fact_count;
	facts_add(it, "start", "", day->start, doubt);
	read_end(it, day, doubt);
	read_clock(it, day);
	it->facts[fact].value = when_text(it->pool, &it->start);
}
