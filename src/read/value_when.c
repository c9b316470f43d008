#include "read/checks.h"

#include <stdio.h>
#include <stdbool.h>
#include <string.h>
#include "model/when.h"
#include "model/zone.h"
#include "base/banned.h"

static int is_day(int year, int month, int day)
{
	return year >= 1000 && year < 3000 && month >= 1 && month <= 12 &&
		day >= 1 && day <= when_days_in_month(year, month);
}

/*
 * "28/1/2026", "28.01.2026" and "1/28/2026" when only one reading is a day:
 * that day in our form.
 */
static int suggest_day(const char *value, struct buf *help)
{
	int first, second, year, length = 0;

	if (sscanf(value, "%2d%*1[./-]%2d%*1[./-]%4d%n", &first, &second, &year,
		    &length) != 3 ||
		value[length] != '\0')
		return 0;
	if (is_day(year, first, second) && !is_day(year, second, first))
		buf_printf(help, "write %04d-%02d-%02d", year, first, second);
	else if (is_day(year, second, first) && !is_day(year, first, second))
		buf_printf(help, "write %04d-%02d-%02d", year, second, first);
	else
		return 0;
	return 1;
}

/* Other separators, a blank for the T, a missing zero. */
static int suggest_clock(const char *value, struct buf *help)
{
	int year, month, day, hour, minute, length = 0;

	if (sscanf(value, "%4d-%2d-%2d%*1[ Tt]%2d%*1[:h.]%2d%n", &year, &month,
		    &day, &hour, &minute, &length) != 5 ||
		value[length] != '\0' || !is_day(year, month, day))
		return 0;
	buf_printf(help, "write %04d-%02d-%02dT%02d:%02d", year, month, day,
		hour, minute);
	return 1;
}

static int suggest_order(const char *value, struct buf *help)
{
	int year, month, day, length = 0;

	if (sscanf(value, "%4d%*1[-/.]%2d%*1[-/.]%2d%n", &year, &month, &day,
		    &length) != 3 ||
		value[length] != '\0' || !is_day(year, month, day))
		return 0;
	buf_printf(help, "write %04d-%02d-%02d", year, month, day);
	return 1;
}

/* What was probably meant, or how dates are written. */
static void suggest_when(const char *value, struct buf *help)
{
	if (suggest_day(value, help) || suggest_clock(value, help) ||
		suggest_order(value, help))
		return;
	buf_puts(help,
		"write a day as 2026-01-28, a clock time as "
		"2026-01-28T09:30");
}

static const char *say_impossible(const struct when *when, struct buf *help)
{
	if (when->year < 1000 || when->year >= 3000) {
		buf_puts(help, "write the year with four digits, such as 2026");
		return "is in a year that cannot be meant";
	}
	if (when->month < 1 || when->month > 12) {
		buf_puts(help, "months go from 01 to 12");
		return "is in a month that does not exist";
	}
	if (when->day < 1 ||
		when->day > when_days_in_month(when->year, when->month)) {
		buf_printf(help, "%04d-%02d has %d days", when->year,
			when->month,
			when_days_in_month(when->year, when->month));
		return "is a day that does not exist";
	}
	buf_puts(help, "clocks go from 00:00 to 23:59");
	return "is a clock time that does not exist";
}

static const char *check_when(const char *value, const char **rest,
	struct when *when, struct buf *help)
{
	switch (when_parse(value, when, rest)) {
	case WHEN_FINE:
		return NULL;
	case WHEN_IMPOSSIBLE:
		return say_impossible(when, help);
	default:
		suggest_when(value, help);
		return "is not a date as records write it";
	}
}

const char *check_start(const char *value, struct buf *help)
{
	struct when when;

	return check_when(value, NULL, &when, help);
}

const char *check_moment(const char *value, struct buf *help)
{
	struct when when;
	const char *rest = "";
	const char *wrong = check_when(value, &rest, &when, help);
	int seconds;

	if (wrong != NULL)
		return wrong;
	if (when.precision < WHEN_DAY) {
		buf_puts(help, "write the whole day, such as 2026-01-28");
		return "is no day";
	}
	if (*rest != '\0' && when_parse_offset(rest, &seconds) != 0) {
		buf_puts(help, "an offset is Z, +09:00 or -05:00");
		return "has an offset that cannot be";
	}
	return NULL;
}

/* What the machine lacks is told by reader_zone(). */
static bool is_zone(const char *value)
{
	struct buf path = BUF_INIT, what = BUF_INIT;
	bool result =
		zone_find(value) != NULL || zone_lack(value, &path, &what);

	buf_release(&path);
	buf_release(&what);
	return result;
}

const char *check_zone(const char *value, struct buf *help)
{
	/* "CET" and "EST" have no cities and hide whether there is summer time. */
	if ((strchr(value, '/') != NULL || strcmp(value, "UTC") == 0) &&
		is_zone(value))
		return NULL;
	buf_puts(help, "write ");
	if (!zone_put_nearest(help, value))
		buf_puts(help,
			"the IANA name of a city's zone, such as "
			"Europe/Brussels");
	return "is no time zone";
}
