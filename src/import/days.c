#include "import/days.h"

#include <stdlib.h>
#include <string.h>
#include "base/banned.h"

/* No release names more days. */
enum { DAY_LIMIT = 500 };

/* What is read, and how far it has come. */
struct cursor {
	const struct hits *hits;
	const struct fold *fold;
	bool month_first; /* as English writes it too */
	bool day_behind; /* "6.27.", as Korean has it */
	bool is_minguo; /* years count from 1911, as Taiwan has it */
	size_t at;
};

static int value_of(const struct hit *hit)
{
	return (int)strtol(hit->term->value, NULL, 10);
}

/* Blanks, "of", "de" and commas. */
static void skip_fillers(struct cursor *it)
{
	for (;;) {
		const struct hit *filler;

		it->at = fold_skip(it->fold, it->at);
		filler = hits_at(it->hits, WORD_FILLER, it->at);
		if (filler == NULL)
			return;
		it->at = filler->end;
	}
}

static bool take_letter(struct cursor *it, const char *letters)
{
	const char *found = it->fold->letters[it->at] < 0x80 &&
			it->fold->letters[it->at] != 0
		? strchr(letters, (int)it->fold->letters[it->at])
		: NULL;

	it->at += found != NULL;
	return found != NULL;
}

/* One of two letters, such as those for "year" in Chinese and in Korean. */
static bool take_unit(struct cursor *it, uint32_t one, uint32_t other)
{
	size_t at = fold_skip(it->fold, it->at);
	uint32_t letter = it->fold->letters[at];

	if (letter != one && letter != other)
		return false;
	it->at = at + 1;
	return true;
}

static bool take_number(struct cursor *it, int least, int most, int *number)
{
	size_t at = fold_skip(it->fold, it->at), end;

	*number = fold_number(it->fold, at, &end);
	if (*number < least || *number > most)
		return false;
	it->at = end;
	return true;
}

static bool take_hit(struct cursor *it, enum word_kind kind, int *value)
{
	const struct hit *hit;

	it->at = fold_skip(it->fold, it->at);
	hit = hits_at(it->hits, kind, it->at);
	if (hit == NULL)
		return false;
	it->at = hit->end;
	if (value != NULL)
		*value = value_of(hit);
	return true;
}

/* A number of one or two figures, and what makes it a day: "1er", "28.". */
static bool take_day(struct cursor *it, int *day)
{
	size_t start = it->at;

	take_hit(it, WORD_WEEKDAY, NULL);
	skip_fillers(it);
	if (fold_script(it->fold->letters[it->at]) == SCRIPT_FIGURE &&
		take_number(it, 1, 31, day)) {
		const struct hit *suffix =
			hits_at(it->hits, WORD_SUFFIX, it->at);

		it->at = suffix ? suffix->end : it->at;
		if (fold_script(it->fold->letters[it->at]) != SCRIPT_FIGURE)
			return true;
	}
	it->at = start;
	return false;
}

static int take_year(struct cursor *it)
{
	size_t start = it->at;
	int year;

	skip_fillers(it);
	if (take_number(it, 1900, 2199, &year))
		return year;
	it->at = start;
	return 0;
}

/* Of an era, whose first year is 元; of Taiwan; or of all the world. */
static bool take_year_number(struct cursor *it, bool has_era, int *number)
{
	*number = 1;
	if (has_era && take_unit(it, 0x5143, 0x5143))
		return true;
	if (!take_number(it, 1, 2199, number))
		return false;
	if (!has_era && it->is_minguo && *number > 80 && *number < 200)
		*number += 1911;
	return has_era || *number >= 1900;
}

/* "2026年1月28日", "令和8年1月28日", "1月28日", "28日", "23-24일". */
static bool read_eastern(struct cursor *it, struct day *found)
{
	size_t start = it->at;
	int era = 0, number, month;
	bool has_era = take_hit(it, WORD_ERA, &era);

	if (take_year_number(it, has_era, &number) &&
		take_unit(it, 0x5E74, 0xB144))
		found->year = era + number;
	else
		it->at = start;
	start = it->at;
	if (take_number(it, 1, 12, &number) && take_unit(it, 0x6708, 0xC6D4))
		found->month = number;
	else
		it->at = start;
	if (found->year != 0 && found->month == 0)
		return false;
	if (!take_number(it, 1, 31, &found->day))
		return false;
	start = it->at;
	if (take_hit(it, WORD_RANGE, NULL) &&
		take_number(it, 1, 31, &found->last_day) &&
		(take_unit(it, 0x65E5, 0xC77C) ||
			take_unit(it, 0x865F, 0x53F7)))
		return true;
	found->last_day = 0;
	it->at = start;
	if (!take_unit(it, 0x65E5, 0xC77C) && !take_unit(it, 0x865F, 0x53F7))
		return false;
	/* "3日間" is how long it was. */
	if (it->fold->letters[it->at] == 0x9593 ||
		it->fold->letters[it->at] == 0xAC04)
		return false;
	start = it->at;
	if (take_letter(it, "("))
		while (it->at < start + 6 && it->fold->letters[it->at] != 0 &&
			!take_letter(it, ")"))
			it->at++;
	if (take_hit(it, WORD_RANGE, NULL)) {
		size_t behind = it->at;

		if (take_number(it, 1, 12, &month) &&
			take_unit(it, 0x6708, 0xC6D4))
			found->last_month = month;
		else
			it->at = behind;
		if (take_number(it, 1, 31, &found->last_day) &&
			(take_unit(it, 0x65E5, 0xC77C) ||
				take_unit(it, 0x865F, 0x53F7)))
			return true;
	}
	found->last_day = found->last_month = 0;
	it->at = start;
	return true;
}

/* "20260128", as in an address. */
static bool read_hint(struct cursor *it, struct day *found)
{
	size_t end = it->at;
	int whole = 0;

	while (end < it->at + 9 &&
		fold_script(it->fold->letters[end]) == SCRIPT_FIGURE)
		whole = whole * 10 + (int)(it->fold->letters[end++] - '0');
	if (end != it->at + 8 || whole <= 19000000 || whole >= 22000000)
		return false;
	it->at = end;
	found->is_hint = true;
	found->year = whole / 10000;
	found->month = whole / 100 % 100;
	found->day = whole % 100;
	return true;
}

/* What three numbers with these marks between them mean as a day. */
static bool take_parts(const struct cursor *it, int parts[3], uint32_t mark,
	const int *era, struct day *found)
{
	found->is_figures = true;
	if (era != NULL && parts[0] >= 100)
		return false;
	if (it->is_minguo && parts[0] > 80 && parts[0] < 200)
		parts[0] += 1911;
	/* "09.09.22" */
	if (era == NULL && mark == '.' && parts[2] > 9 && parts[2] < 70 &&
		parts[0] <= 31)
		parts[2] += 2000;
	if (parts[0] >= 1900 || era != NULL) {
		found->year = parts[0] + (era ? *era : 0);
		found->month = parts[1];
		found->day = parts[2];
		return found->month <= 12 && found->day <= 31;
	}
	found->year = parts[2];
	found->day = parts[parts[1] > 12];
	found->month = parts[parts[1] <= 12];
	found->may_be_swapped = mark != '.' && parts[0] <= 12 &&
		parts[1] <= 12 && parts[0] != parts[1];
	return found->year >= 1900 && found->month <= 12 && found->day <= 31;
}

/* "2026/1/28", "2026. 1. 28.", "28.01.2026", "1/28/2026", "R8.1.28". */
static bool read_figures(struct cursor *it, struct day *found)
{
	int parts[3], era = 0;
	uint32_t mark = 0;
	bool has_era = take_hit(it, WORD_ERA, &era);

	if (read_hint(it, found))
		return found->month <= 12 && found->day > 0 && found->day <= 31;
	for (int i = 0; i < 3; i++) {
		size_t at = it->at;

		if (!take_number(it, 1, 2199, &parts[i]) ||
			fold_script(it->fold->letters[at]) == SCRIPT_OTHER)
			return false;
		if (i == 2)
			break;
		if (mark != 0 && it->fold->letters[it->at] != mark)
			return false;
		mark = it->fold->letters[it->at];
		if (!take_letter(it, "-/."))
			return false;
		/* "6.27.", in Korean. */
		if (it->day_behind && i == 1 && parts[0] <= 12 &&
			parts[1] <= 31 && mark == '.' &&
			fold_script(it->fold->letters[fold_skip(
				it->fold, it->at)]) != SCRIPT_FIGURE) {
			found->month = parts[0];
			found->day = parts[1];
			return true;
		}
	}
	return take_parts(it, parts, mark, has_era ? &era : NULL, found);
}

/* "Monday 23", and neither an hour nor what counts something. */
static bool is_day_alone(const struct cursor *it)
{
	const uint32_t *letters = it->fold->letters;
	size_t at = it->at, next = fold_skip(it->fold, at);

	if (letters[at] == ':' || fold_script(letters[at]) >= SCRIPT_ALPHABET ||
		fold_script(letters[at - 1]) != SCRIPT_FIGURE ||
		(letters[at] == '.' &&
			fold_script(letters[at + 1]) == SCRIPT_FIGURE))
		return false;
	return hits_at(it->hits, WORD_HOUR, next) == NULL &&
		hits_at(it->hits, WORD_COUNTER, next) == NULL &&
		hits_first(it->hits, WORD_MEETING, next, next + 30) == NULL;
}

/* "28 January 2026", "20 y 21 de junio", "30 June - 2 July 2026". */
static bool read_day_first(struct cursor *it, struct day *found)
{
	/* "Monday 23". */
	const struct hit *weekday = hits_at(it->hits, WORD_WEEKDAY, it->at);
	bool begins_with_weekday =
		weekday != NULL && weekday->end > weekday->start + 2;
	size_t behind;
	int last;

	if (!take_day(it, &found->day))
		return false;
	behind = it->at;
	if (take_hit(it, WORD_RANGE, NULL) && take_day(it, &found->last_day))
		behind = it->at;
	else
		found->last_day = 0;
	it->at = behind;
	skip_fillers(it);
	/* "1 10月" is the first paragraph, and October. */
	if (fold_script(it->fold->letters[it->at]) == SCRIPT_FIGURE ||
		!take_hit(it, WORD_MONTH, &found->month)) {
		it->at = behind;
		return begins_with_weekday && is_day_alone(it);
	}
	behind = it->at;
	if (found->last_day == 0) {
		found->year = take_year(it);
		if (found->year == 0 && take_hit(it, WORD_RANGE, NULL) &&
			take_day(it, &last)) {
			skip_fillers(it);
			if (take_hit(it, WORD_MONTH, &found->last_month)) {
				found->last_day = last;
				behind = it->at;
			}
		}
		it->at = found->year == 0 ? behind : it->at;
	}
	if (found->year == 0)
		found->year = take_year(it);
	return true;
}

/* "January 28, 2026", "June 30-July 2, 2026". */
static bool read_month_first(struct cursor *it, struct day *found)
{
	size_t behind;

	if (!it->month_first || !take_hit(it, WORD_MONTH, &found->month) ||
		!take_day(it, &found->day))
		return false;
	behind = it->at;
	if (take_hit(it, WORD_RANGE, NULL)) {
		take_hit(it, WORD_MONTH, &found->last_month);
		if (take_day(it, &found->last_day) &&
			hits_at(it->hits, WORD_MONTH,
				fold_skip(it->fold, it->at)) == NULL)
			behind = it->at;
		else
			found->last_day = found->last_month = 0;
	}
	it->at = behind;
	found->year = take_year(it);
	return true;
}

/* The weekday that stands beside it; a single letter, in parentheses only. */
static int find_weekday(const struct hits *hits, const struct day *day)
{
	const struct fold *fold = hits->fold;
	size_t start = day->start > 12 ? day->start - 12 : 0;
	const struct hit *hit =
		hits_first(hits, WORD_WEEKDAY, day->end, day->end + 3);

	if (hit != NULL &&
		(hit->end - hit->start > 2 ||
			fold->letters[hit->start - 1] == '('))
		return value_of(hit);
	hit = hits_first(hits, WORD_WEEKDAY, start, day->end);
	return hit != NULL && hit->end - hit->start > 2 ? value_of(hit) : 0;
}

static bool read_at(const struct cursor *it, struct day *day)
{
	static bool (*const readers[])(struct cursor *, struct day *) = {
		read_eastern, read_figures, read_day_first, read_month_first};

	for (size_t i = 0; i < sizeof(readers) / sizeof(*readers); i++) {
		struct cursor next = *it;

		*day = (struct day){.start = it->at};
		if (readers[i](&next, day)) {
			day->end = next.at;
			day->weekday = find_weekday(it->hits, day);
			return true;
		}
	}
	return false;
}

struct days days_find(
	struct pool *pool, const struct hits *hits, const char *language)
{
	const struct fold *fold = hits->fold;
	struct cursor it = {.hits = hits,
		.fold = fold,
		.month_first = strncmp(language, "en", 2) == 0,
		.day_behind = strncmp(language, "ko", 2) == 0,
		.is_minguo = strcmp(language, "zh-Hant") == 0};
	struct days days = {NULL, 0};
	struct day day;

	for (it.at = 0; it.at < fold->count && days.count < DAY_LIMIT;
		it.at++) {
		enum script script = fold_script(fold->letters[it.at]);

		if (script == SCRIPT_NONE ||
			(it.at > 0 && script != SCRIPT_OTHER &&
				fold_script(fold->letters[it.at - 1]) ==
					script))
			continue;
		if (!read_at(&it, &day))
			continue;
		days.items =
			pool_grow(pool, days.items, days.count, sizeof(day));
		days.items[days.count++] = day;
		it.at = day.end - 1;
	}
	return days;
}

/* "16:00", "15h50", "9.30 Uhr", "16時"; or a number beside "a.m.". */
static bool take_clock(struct cursor *it, int *hour, int *minute)
{
	bool is_clock, has_point;

	*minute = 0;
	if (!take_number(it, 0, 24, hour))
		return false;
	is_clock = take_hit(it, WORD_HOUR, NULL) || take_letter(it, ":");
	has_point = !is_clock && take_letter(it, ".");
	if (!take_number(it, 0, 59, minute) && has_point)
		return false;
	return is_clock || take_hit(it, WORD_HOUR, NULL);
}

/* "am" or "pm" right beside it; or "". */
static const char *half_of_day(
	const struct hits *hits, size_t start, size_t end)
{
	for (size_t at = start > 8 ? start - 8 : 0; at < end + 2; at++) {
		const struct hit *hit = hits_at(hits, WORD_HOUR, at);

		if (hit != NULL && *hit->term->value != '\0' &&
			hit->end + 1 >= start)
			return hit->term->value;
	}
	return "";
}

bool days_clock(const struct hits *hits, size_t start, size_t end, int *hour,
	int *minute)
{
	for (size_t at = start; at < end; at++) {
		struct cursor it = {.hits = hits, .fold = hits->fold, .at = at};
		const char *half;

		if (fold_script(hits->fold->letters[at]) != SCRIPT_FIGURE ||
			fold_script(hits->fold->letters[at - 1]) ==
				SCRIPT_FIGURE ||
			!take_clock(&it, hour, minute))
			continue;
		half = half_of_day(hits, at, it.at);
		if (*half == 'p' && *hour < 12)
			*hour += 12;
		if (*half == 'a' && *hour == 12)
			*hour = 0;
		return *hour < 24;
	}
	return false;
}
