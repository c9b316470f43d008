#include "import/dating.h"

#include <string.h>
#include "import/sessions.h"
#include "base/banned.h"

enum {
	HEAD_LINES = 8, /* in which a release says when it came out */
	HEAD_LETTERS = 90, /* of the line that says who publishes, and when */
	STAMP_LETTERS = 300, /* of a line that has no more to say */
	TOLD_LIMIT = 20, /* days told by "today" and the like */
	SHORT = 14, /* letters that may stand beside a date that stands alone */
};

/* Words in the line but the date and what belongs to one. */
static size_t other_letters(const struct reading *it, size_t start, size_t end)
{
	static const enum word_kind known[] = {WORD_CITY, WORD_COUNTRY,
		WORD_WEEKDAY, WORD_RELEASE, WORD_HOUR, WORD_FILLER, WORD_MONTH,
		WORD_RANGE, WORD_IN};
	size_t count = 0;
	int depth = 0;

	for (size_t at = start; at < end;) {
		const struct hit *hit = NULL;

		for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
			hit = hit ? hit : hits_at(&it->hits, known[i], at);
		depth += it->fold.letters[at] == '(';
		depth -= it->fold.letters[at] == ')' && depth > 0;
		count += hit == NULL && depth == 0 &&
			fold_script(it->fold.letters[at]) >= SCRIPT_ALPHABET;
		at = hit ? hit->end : at + 1;
	}
	return count;
}

/* Nothing but a name or two: "BERNE, ", "Ottawa, Ontario - ". */
static bool is_of_capital_words(
	const struct reading *it, size_t start, size_t end)
{
	size_t words = 0;

	/* Where there are no capital letters, a town must be known. */
	if (it->fold.letters[start] >= 0x600 &&
		facts_hit(it, WORD_CITY, start, end) == NULL)
		return false;
	for (size_t at = start; at < end; at++) {
		if (fold_script(it->fold.letters[at]) < SCRIPT_ALPHABET ||
			(at > start &&
				fold_script(it->fold.letters[at - 1]) >=
					SCRIPT_ALPHABET))
			continue;
		words++;
		if (it->fold.letters[at] < 0x600 &&
			!fold_is_capital(&it->fold, at) &&
			hits_at(&it->hits, WORD_WEEKDAY, at) == NULL)
			return false;
	}
	return words > 0 && words <= 4;
}

/* No line of a date alone names a meeting, or who does what. */
static bool tells_something(const struct reading *it, size_t start, size_t end)
{
	static const enum word_kind kinds[] = {
		WORD_MEETING, WORD_SERIES, WORD_STATUS, WORD_ROLE, WORD_BODY};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (facts_hit(it, kinds[i], start, end) != NULL)
			return true;
	return false;
}

/* Behind "г." and the like, which follow a year. */
static size_t behind_year(const struct reading *it, size_t at)
{
	const struct hit *word;

	at = fold_skip(&it->fold, at);
	word = hits_at(&it->hits, WORD_FILLER, at);
	if (word == NULL ||
		fold_script(it->fold.letters[at]) != SCRIPT_ALPHABET)
		return at;
	return fold_skip(
		&it->fold, word->end + (it->fold.letters[word->end] == '.'));
}

/* "BRUSSELS, 29 January 2026 - The dialogue": when the words were written. */
static bool is_dateline(
	const struct reading *it, const struct day *day, size_t start)
{
	size_t behind = behind_year(it, day->end);
	uint32_t mark;

	if (day->start - start >= 40 || day->start == start ||
		tells_something(it, start, day->start))
		return false;
	/* "BOGOTA, 22 May 2024. The governments …" */
	if (it->fold.letters[behind] == '.' &&
		facts_sentence_end(it, day->start) == behind &&
		is_of_capital_words(it, start, day->start))
		return true;
	if (it->fold.letters[behind] == ')' || it->fold.letters[behind] == '.')
		behind = fold_skip(&it->fold, behind + 1);
	mark = it->fold.letters[behind];
	if ((mark == '-' || mark == ':') &&
		other_letters(it, start, day->start) == 0 &&
		facts_hit(it, WORD_CITY, start, day->start) != NULL)
		return true;
	/* "28日(水)" has its weekday there. */
	if (mark == '(' && hits_at(&it->hits, WORD_WEEKDAY, behind + 1) != NULL)
		return false;
	return (mark == '-' || mark == '(' || mark == '|' ||
		       (mark == ',' && facts_line_rank(it, start) == 0)) &&
		is_of_capital_words(it, start, day->start) &&
		!sessions_are_counted(it, start, facts_line_end(it, start));
}

/*
 * The first line below the title that has a day, and nothing of a meeting, says
 * who publishes and when: "Ministry of Foreign Affairs, 30 January 2023".
 */
static bool is_head(const struct reading *it, const struct day *day,
	size_t start, size_t end)
{
	size_t first = 0;

	while (first < it->days.count &&
		facts_line(it, it->days.items[first].start)->kind == LINE_TITLE)
		first++;
	return first < it->days.count &&
		it->days.items[first].start == day->start &&
		end - start < HEAD_LETTERS &&
		facts_hit(it, WORD_MEETING, start, end) == NULL &&
		facts_hit(it, WORD_STATUS, start, end) == NULL &&
		facts_hit(it, WORD_CHAIR, start, end) == NULL;
}

bool dating_is_stamp(const struct reading *it, const struct day *day)
{
	size_t start = facts_line_start(it, day->start);
	size_t end = facts_line_end(it, day->start);
	size_t rank = facts_line_rank(it, day->start);
	const struct hit *word = facts_hit(it, WORD_RELEASE, start, end);
	bool counts = sessions_are_counted(it, start, end) ||
		facts_hit(it, WORD_SERIES, start, end) != NULL;
	size_t others;

	if (facts_line(it, day->start)->kind == LINE_STAMP)
		return true;
	/* Nothing comes out on a day without a year, but beside one with it. */
	if (day->year == 0)
		return it->release_day != NULL &&
			facts_line_rank(it, it->release_day->start) == rank &&
			!counts &&
			facts_hit(it, WORD_STATUS, start, end) == NULL;
	if (day->last_day != 0 ||
		(rank >= HEAD_LINES && rank + 4 < it->paste->count))
		return false;
	if (is_dateline(it, day, start))
		return true;
	if (end - start > STAMP_LETTERS)
		return false;
	if (!counts && is_head(it, day, start, end))
		return true;
	others = other_letters(it, start, day->start) +
		other_letters(it, day->end, end);
	if (others <= (day->is_figures ? 2 * SHORT : SHORT) && !counts)
		return others <= 4 || word != NULL ||
			facts_hit(it, WORD_MEETING, start, end) == NULL;
	if (word == NULL || counts ||
		facts_hit(it, WORD_STATUS, start, end) != NULL)
		return false;
	return day->start < start + 4 || end < day->end + 4 ||
		(word->end < day->start && day->start < word->end + 6);
}

static struct when when_of(int year, int month, int day)
{
	struct when when = {.precision = WHEN_DAY,
		.year = (signed short)year,
		.month = (unsigned char)month,
		.day = (unsigned char)day};

	if (year == 0 || month == 0 || day > when_days_in_month(year, month))
		when.precision = WHEN_ABSENT;
	return when;
}

static const char *put_when(const struct reading *it, const struct when *when)
{
	struct buf text = BUF_INIT;
	const char *copy;

	when_put(&text, when);
	copy = pool_text(it->pool, text.bytes);
	buf_release(&text);
	return copy;
}

static const char *doubt_day(const struct day *day, const struct when *when)
{
	if (day->may_be_swapped)
		return "day and month could be swapped";
	if (day->weekday != 0 && when_weekday(when) != day->weekday)
		return "the weekday is another one";
	return NULL;
}

void dating_read_release(struct reading *it)
{
	for (size_t i = 0; i < it->days.count; i++) {
		const struct day *day = &it->days.items[i];

		if (day->year != 0 && !day->is_hint &&
			dating_is_stamp(it, day) &&
			(it->release_day == NULL ||
				(!it->release_day->is_figures &&
					day->is_figures &&
					facts_line_rank(
						it, it->release_day->start) ==
						facts_line_rank(
							it, day->start))))
			it->release_day = day;
	}
	if (it->release_day == NULL)
		return;
	it->published = when_of(it->release_day->year, it->release_day->month,
		it->release_day->day);
	if (it->published.precision == WHEN_DAY)
		facts_add(it, "published", put_when(it, &it->published),
			it->release_day->start,
			doubt_day(it->release_day, &it->published));
}
/* --- when it meets --- */

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
			when_of(year, (month + 11) % 12 + 1, day->day);

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
			when_of(hint->year, hint->month, hint->day);

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
	it->end = when_of(year, month, day->last_day);
	if (it->end.precision == WHEN_DAY &&
		when_compare(&it->end, &it->start) > 0)
		facts_add(it, "end", put_when(it, &it->end), day->start, doubt);
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
	struct when other = *when;
	int day = when->day + distance;

	if (day < 1) {
		other.month =
			(unsigned char)(when->month == 1 ? 12
							 : when->month - 1);
		other.year -= when->month == 1;
		day = when_days_in_month(other.year, other.month);
	}
	return (struct day){.year = other.year,
		.month = other.month,
		.day = day,
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

void dating_read_meeting(struct reading *it)
{
	struct day *best = NULL, *rival = NULL;
	int most = 0, second = 0;
	const char *doubt;
	size_t fact;

	add_told_days(it);
	for (size_t i = 0; i < it->days.count; i++) {
		struct day *day = &it->days.items[i];
		enum facts_other other =
			facts_of_another(it, day->start, day->end);
		int points = 2 * facts_likelihood(it, day->start) -
			(other == MAYBE_ANOTHER ? 3 : 0) -
			(day->is_told_by_release ? 2 : 0) + 1;

		if (day == it->release_day || day->is_hint ||
			is_in_street_name(it, day) || is_of_no_month(it, day) ||
			other == ANOTHER ||
			(!day->is_told_by_release && dating_is_stamp(it, day)))
			continue;
		if (points > most) {
			rival = best;
			second = most;
			best = day;
			most = points;
		} else if (points > second && best != NULL &&
			(day->day != best->day || day->month != best->month)) {
			rival = day;
			second = points;
		}
	}
	if (best == NULL)
		return;
	doubt = best->is_told_by_release
		? "it is told from the day of the release"
		: complete(it, best);
	it->start = when_of(best->year, best->month, best->day);
	if (it->start.precision == WHEN_ABSENT)
		return;
	it->day = best;
	if (doubt == NULL)
		doubt = doubt_day(best, &it->start);
	if (doubt == NULL && rival != NULL && second >= most &&
		rival->day != best->day)
		doubt = "another day is there too";
	if (doubt == NULL && most < 6)
		doubt = "it may be the day of something else";
	fact = it->fact_count;
	facts_add(it, "start", "", best->start, doubt);
	read_end(it, best, doubt);
	read_clock(it, best);
	it->facts[fact].value = put_when(it, &it->start);
}

/* --- whether it meets --- */

static bool is_off(const struct hit *hit)
{
	return *hit->term->value == 'c' || *hit->term->value == 'p';
}

/* Words of cancellation; those about this meeting first. */
static const struct hit *find_off(const struct reading *it, bool *sure)
{
	const struct hit *found = NULL;

	*sure = false;
	for (size_t i = 0; i < it->hits.count; i++) {
		const struct hit *hit = &it->hits.items[i];

		if (hit->kind != WORD_STATUS || !is_off(hit) || *sure)
			continue;
		found = found ? found : hit;
		if (facts_likelihood(it, hit->start) < 4 ||
			facts_of_another(it, hit->start, hit->end) == ANOTHER)
			continue;
		found = hit;
		*sure = true;
	}
	return found;
}

void dating_read_status(struct reading *it)
{
	bool sure;
	const struct hit *off = find_off(it, &sure);
	const struct hit *said = NULL;
	const char *status = NULL, *doubt = NULL;
	const struct when start =
		when_of(it->start.year, it->start.month, it->start.day);
	int order = when_compare(&start, &it->published);
	bool dated = it->start.precision != WHEN_ABSENT &&
		it->published.precision != WHEN_ABSENT;

	if (off != NULL) {
		facts_add(it, "status", off->term->value, off->start,
			sure ? NULL : "it may be said of something else");
		return;
	}
	if (it->day != NULL)
		said = facts_hit(it, WORD_STATUS,
			facts_sentence_start(it, it->day->start),
			facts_sentence_end(it, it->day->start));
	if (said != NULL)
		status = said->term->value;
	if (dated && order > 0) {
		doubt = status && strcmp(status, "held") == 0
			? "the day is later than the release"
			: NULL;
		status = "scheduled";
	} else if (dated && order < 0) {
		doubt = status && strcmp(status, "scheduled") == 0
			? "the day is before the release"
			: NULL;
		status = "held";
	} else if (status == NULL && dated) {
		doubt = "it met on the day of the release";
		status = "held";
	}
	if (status == NULL && it->start.precision != WHEN_ABSENT &&
		when_compare(&it->start, &it->today) < 0) {
		doubt = "its day is over";
		status = "held";
	}
	if (status != NULL)
		facts_add(it, "status", status,
			said              ? said->start
				: it->day ? it->day->start
					  : 0,
			doubt);
}
/* A line that says no more than when it came out, or where its lists are. */
void dating_pass_over_stamps(struct reading *it)
{
	for (size_t i = 0; i < it->days.count; i++) {
		const struct day *day = &it->days.items[i];
		size_t start = facts_line_start(it, day->start);
		size_t end = facts_line_end(it, day->start);

		if (dating_is_stamp(it, day) && !is_dateline(it, day, start) &&
			other_letters(it, start, day->start) +
					other_letters(it, day->end, end) <=
				SHORT)
			it->paste->lines[facts_line_rank(it, day->start)]
				.taken = true;
	}
}
