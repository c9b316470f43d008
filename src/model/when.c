#include "model/when.h"

#include <ctype.h>
#include <string.h>
#include "base/banned.h"

enum { DAY_SECONDS = 24 * 60 * 60 };

static int is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int when_days_in_month(int year, int month)
{
	static const int days[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/*
 * The number in exactly `count` digits at `*text`, which moves behind them; -1
 * when there are none.
 */
static int take_number(const char **text, int count)
{
	int number = 0;

	for (int i = 0; i < count; i++) {
		if (!isdigit((unsigned char)(*text)[i]))
			return -1;
		number = 10 * number + ((*text)[i] - '0');
	}
	*text += count;
	return number;
}

/* A separator and two digits behind it: "-01", ":30". */
static int take_part(const char **text, char separator)
{
	const char *at = *text;
	int number = *at++ == separator ? take_number(&at, 2) : -1;

	if (number >= 0)
		*text = at;
	return number;
}

static int exists(const struct when *when)
{
	return when->year >= 1000 && when->year < 3000 && when->month >= 1 &&
		when->month <= 12 && when->day >= 1 &&
		when->day <= when_days_in_month(when->year, when->month) &&
		when->hour < 24 && when->minute < 60 && when->second < 60;
}

/* Hours have minutes, and may have seconds.  Returns -1 without minutes. */
static int take_clock(const char **text, struct when *when)
{
	int minute = take_part(text, ':');
	int second = minute >= 0 ? take_part(text, ':') : -1;

	if (minute < 0)
		return -1;
	when->minute = minute;
	when->second = second >= 0 ? second : 0;
	return 0;
}

/*
 * The parts of `text` one after the other, as far as they go.  Returns -1 when
 * one is only half there.
 */
static int take_parts(const char **text, struct when *when)
{
	int month = take_part(text, '-');
	int day = month >= 0 ? take_part(text, '-') : -1;
	int hour = day >= 0 ? take_part(text, 'T') : -1;

	when->precision = hour >= 0 ? WHEN_CLOCK
		: day >= 0          ? WHEN_DAY
		: month >= 0        ? WHEN_MONTH
				    : WHEN_YEAR;
	when->month = month >= 0 ? month : 1;
	when->day = day >= 0 ? day : 1;
	when->hour = hour >= 0 ? hour : 0;
	return hour >= 0 ? take_clock(text, when) : 0;
}

enum when_problem when_parse(
	const char *text, struct when *when, const char **rest)
{
	int year = take_number(&text, 4);

	*when = (struct when){.month = 1, .day = 1};
	if (year < 0)
		return WHEN_MALFORMED;
	when->year = year;
	if (take_parts(&text, when) != 0)
		return WHEN_MALFORMED;
	if (rest != NULL && when->precision == WHEN_CLOCK)
		*rest = text;
	else if (*text != '\0')
		return WHEN_MALFORMED;
	return exists(when) ? WHEN_FINE : WHEN_IMPOSSIBLE;
}

/* Days since 1970-01-01, after Howard Hinnant's days_from_civil. */
static int64_t day_number(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = y / 400;
	int64_t year_of_era = y - era * 400;
	int64_t day_of_year =
		(153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 -
		year_of_era / 100 + day_of_year;

	return era * 146097 + day_of_era - 719468;
}

static void set_day(struct when *when, int64_t number)
{
	int64_t z = number + 719468;
	int64_t era = z / 146097;
	int64_t day_of_era = z - era * 146097;
	int64_t year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 -
			day_of_era / 146096) /
		365;
	int64_t day_of_year = day_of_era -
		(365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t month = (5 * day_of_year + 2) / 153;

	when->day = (int)(day_of_year - (153 * month + 2) / 5 + 1);
	when->month = (int)(month < 10 ? month + 3 : month - 9);
	when->year = (int)(year_of_era + era * 400 + (when->month <= 2));
}

int when_compare(const struct when *a, const struct when *b)
{
	instant first = when_as_utc(a), second = when_as_utc(b);

	if (a->precision == WHEN_ABSENT || b->precision == WHEN_ABSENT)
		return (a->precision == WHEN_ABSENT) -
			(b->precision == WHEN_ABSENT);
	return first < second ? -1 : first > second;
}

struct when when_to_the_day(struct when when)
{
	if (when.precision > WHEN_DAY)
		when.precision = WHEN_DAY;
	when.hour = when.minute = when.second = 0;
	return when;
}

bool when_is_same_day(const struct when *a, const struct when *b)
{
	struct when day = when_to_the_day(*a), other = when_to_the_day(*b);

	return day.precision == other.precision &&
		when_compare(&day, &other) == 0;
}

struct when when_add_days(struct when when, int days)
{
	set_day(&when, day_number(when.year, when.month, when.day) + days);
	return when;
}

int when_weekday(const struct when *when)
{
	int64_t number = day_number(when->year, when->month, when->day);

	/* 1970-01-01 was a Thursday. */
	return (int)(((number + 3) % 7 + 7) % 7) + 1;
}

instant when_as_utc(const struct when *when)
{
	return day_number(when->year, when->month, when->day) * DAY_SECONDS +
		when->hour * 3600 + when->minute * 60 + when->second;
}

struct when when_from_utc(instant at)
{
	struct when when = {.precision = WHEN_CLOCK};
	int64_t seconds = (at % DAY_SECONDS + DAY_SECONDS) % DAY_SECONDS;

	set_day(&when, (at - seconds) / DAY_SECONDS);
	when.hour = (int)(seconds / 3600);
	when.minute = (int)(seconds / 60 % 60);
	when.second = (int)(seconds % 60);
	return when;
}

int when_parse_offset(const char *text, int *seconds)
{
	int sign = *text == '-' ? -1 : 1;
	int hours, minutes;

	*seconds = 0;
	if (strcmp(text, "Z") == 0)
		return 0;
	if (*text != '+' && *text != '-')
		return -1;
	hours = take_part(&text, *text);
	minutes = take_part(&text, ':');
	if (hours < 0 || minutes < 0 || *text != '\0')
		return -1;
	*seconds = sign * (hours * 3600 + minutes * 60);
	return hours <= 14 && minutes < 60 ? 0 : -1;
}

/* Two digits, behind a separator when there is one. */
static void put_part(struct buf *out, char separator, int number)
{
	if (separator != '\0')
		buf_putc(out, separator);
	buf_putc(out, (char)('0' + number / 10));
	buf_putc(out, (char)('0' + number % 10));
}

void when_put(struct buf *out, const struct when *when)
{
	if (when->precision >= WHEN_YEAR)
		buf_put_number(out, when->year, 4);
	if (when->precision >= WHEN_MONTH)
		put_part(out, '-', when->month);
	if (when->precision >= WHEN_DAY)
		put_part(out, '-', when->day);
	if (when->precision < WHEN_CLOCK)
		return;
	put_part(out, 'T', when->hour);
	put_part(out, ':', when->minute);
	if (when->second != 0)
		put_part(out, ':', when->second);
}

const char *when_text(struct pool *pool, const struct when *when)
{
	struct buf text = BUF_INIT;
	const char *kept;

	if (when->precision == WHEN_ABSENT)
		return NULL;
	when_put(&text, when);
	kept = pool_text(pool, text.bytes);
	buf_release(&text);
	return kept;
}

static void put_clock(struct buf *out, const struct when *when,
	char between_days, char between_hours)
{
	buf_put_number(out, when->year, 4);
	put_part(out, between_days, when->month);
	put_part(out, between_days, when->day);
	if (when->precision < WHEN_CLOCK)
		return;
	put_part(out, 'T', when->hour);
	put_part(out, between_hours, when->minute);
	put_part(out, between_hours, when->second);
}

void when_put_ical(struct buf *out, const struct when *when)
{
	put_clock(out, when, '\0', '\0');
}

void instant_put_rfc3339(struct buf *out, instant at)
{
	struct when when = when_from_utc(at);

	put_clock(out, &when, '-', ':');
	buf_putc(out, 'Z');
}

void instant_put_ical(struct buf *out, instant at)
{
	struct when when = when_from_utc(at);

	when_put_ical(out, &when);
	buf_putc(out, 'Z');
}

int instant_parse_rfc3339(const char *text, instant *at)
{
	struct when when;
	const char *rest;

	if (when_parse(text, &when, &rest) != WHEN_FINE ||
		when.precision != WHEN_CLOCK || strcmp(rest, "Z") != 0)
		return -1;
	*at = when_as_utc(&when);
	return 0;
}
