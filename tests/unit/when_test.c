/*
 * model/when: days and clock times as people write them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "model/when.h"
#include "base/banned.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static struct when parse(const char *text)
{
	struct when when;

	assert_int_equal(when_parse(text, &when, NULL), WHEN_FINE);
	return when;
}

static void assert_when(struct when when, const char *expected)
{
	struct buf text = BUF_INIT;

	when_put(&text, &when);
	assert_string_equal(text.bytes, expected);
	buf_release(&text);
}

static void each_precision_is_read_and_written(void **state)
{
	static const struct {
		const char *text;
		enum precision precision;
	} cases[] = {
		{"2026", WHEN_YEAR},
		{"2026-01", WHEN_MONTH},
		{"2026-01-28", WHEN_DAY},
		{"2026-01-28T09:30", WHEN_CLOCK},
		{"2026-01-28T09:30:15", WHEN_CLOCK},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct when when = parse(cases[i].text);

		assert_int_equal(when.precision, cases[i].precision);
		assert_when(when, cases[i].text);
	}
	assert_when(parse("2026-01-28T09:30:00"), "2026-01-28T09:30");
}

static void what_is_not_said_is_the_first_moment_meant(void **state)
{
	struct when year = parse("2026"), month = parse("2026-05");

	(void)state;
	assert_int_equal(year.month, 1);
	assert_int_equal(year.day, 1);
	assert_int_equal(month.month, 5);
	assert_int_equal(month.day, 1);
	assert_int_equal(month.hour, 0);
}

static void nothing_is_written_of_what_is_absent(void **state)
{
	(void)state;
	assert_when((struct when){.precision = WHEN_ABSENT}, "");
}

static void other_forms_are_malformed(void **state)
{
	static const char *const texts[] = {"", "26", "202", "20260", "2026-",
		"2026-1", "2026-1-28", "2026-01-", "2026-01-2", "2026-01-288",
		"2026/01/28", "28-01-2026", "20260128", "2026-01-28T",
		"2026-01-28T09", "2026-01-28T9:30", "2026-01-28T09:3",
		"2026-01-28T0930", "2026-01-28 09:30", "2026-01-28t09:30",
		"2026-01-28T09:30:", "2026-01-28T09:30:1", "2026-01-28T09:30Z",
		" 2026", "2026 ", "-2026", "+2026", "2O26", "2026-01T09:30",
		"\xD9\xA2\xD9\xA0\xD9\xA2\xD9\xA6"};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct when when;

		if (when_parse(texts[i], &when, NULL) != WHEN_MALFORMED)
			fail_msg("'%s' is not malformed", texts[i]);
	}
}

static void days_and_hours_that_do_not_exist_are_impossible(void **state)
{
	static const char *const texts[] = {"2026-00", "2026-13", "2026-01-00",
		"2026-01-32", "2026-02-29", "2026-02-30", "2026-04-31",
		"2026-06-31", "2026-09-31", "2026-11-31", "1900-02-29",
		"2100-02-29", "2026-01-28T24:00", "2026-01-28T25:00",
		"2026-01-28T09:60", "2026-01-28T23:59:60", "0000", "0999",
		"3000", "9999-12-31"};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct when when;

		if (when_parse(texts[i], &when, NULL) != WHEN_IMPOSSIBLE)
			fail_msg("'%s' is not impossible", texts[i]);
	}
}

static void february_has_29_days_in_leap_years(void **state)
{
	static const struct {
		int year, days;
	} cases[] = {{2023, 28}, {2024, 29}, {2025, 28}, {1900, 28}, {2000, 29},
		{2100, 28}, {2400, 29}};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(
			when_days_in_month(cases[i].year, 2), cases[i].days);
	parse("2024-02-29");
	parse("2000-02-29");
}

static void what_follows_a_clock_time_is_handed_back(void **state)
{
	static const struct {
		const char *text, *rest;
	} cases[] = {
		{"2026-01-29T18:00+09:00", "+09:00"},
		{"2026-01-29T18:00:30Z", "Z"},
		{"2026-01-29T18:00", ""},
		{"2026-01-29T18:00 pm", " pm"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct when when;
		const char *rest = NULL;

		assert_int_equal(
			when_parse(cases[i].text, &when, &rest), WHEN_FINE);
		assert_string_equal(rest, cases[i].rest);
		assert_int_equal(when.hour, 18);
	}
}

static void nothing_follows_a_day(void **state)
{
	struct when when;
	const char *rest = NULL;

	(void)state;
	assert_int_equal(
		when_parse("2026-01-29Z", &when, &rest), WHEN_MALFORMED);
	assert_int_equal(
		when_parse("2026-01+09:00", &when, &rest), WHEN_MALFORMED);
}

static void offsets_are_seconds_east_of_greenwich(void **state)
{
	static const struct {
		const char *text;
		int result, seconds;
	} cases[] = {
		{"Z", 0, 0}, {"+00:00", 0, 0}, {"-00:00", 0, 0},
		{"+09:00", 0, 32400}, {"-05:00", 0, -18000},
		{"+05:45", 0, 20700}, {"-03:30", 0, -12600},
		{"+14:00", 0, 50400}, {"+15:00", -1, 0}, {"+09:60", -1, 0},
		{"", -1, 0}, {"z", -1, 0}, {"ZZ", -1, 0}, {"09:00", -1, 0},
		{"+9:00", -1, 0}, {"+0900", -1, 0}, {"+09", -1, 0},
		{"+09:00 ", -1, 0},
		{"\xE2\x88\x92"
		 "05:00",
			-1, 0}, /* a minus of typesetters */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		int seconds;

		if (when_parse_offset(cases[i].text, &seconds) !=
			cases[i].result)
			fail_msg("offset '%s'", cases[i].text);
		if (cases[i].result == 0)
			assert_int_equal(seconds, cases[i].seconds);
	}
}

static void days_are_added_over_ends_of_months_and_years(void **state)
{
	static const struct {
		const char *from;
		int days;
		const char *to;
	} cases[] = {
		{"2026-01-28", 0, "2026-01-28"},
		{"2026-01-28", 1, "2026-01-29"},
		{"2026-01-31", 1, "2026-02-01"},
		{"2026-02-28", 1, "2026-03-01"},
		{"2024-02-28", 1, "2024-02-29"},
		{"2024-02-29", 1, "2024-03-01"},
		{"2024-02-29", 365, "2025-02-28"},
		{"2025-12-31", 1, "2026-01-01"},
		{"2026-01-01", -1, "2025-12-31"},
		{"2026-03-01", -1, "2026-02-28"},
		{"2000-01-01", 146097, "2400-01-01"},
		{"2026-01-28T23:30", 1, "2026-01-29T23:30"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_when(when_add_days(parse(cases[i].from), cases[i].days),
			cases[i].to);
}

static void weekdays_are_those_of_the_calendar(void **state)
{
	static const struct {
		const char *day;
		int weekday;
	} cases[] = {
		{"1970-01-01", 4}, /* a Thursday */
		{"1969-12-31", 3},
		{"2026-01-28", 3}, /* Wednesday */
		{"2026-02-01", 7}, /* Sunday */
		{"2026-02-02", 1}, /* Monday */
		{"2024-02-29", 4},
		{"1000-01-01", 3},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct when when = parse(cases[i].day);

		assert_int_equal(when_weekday(&when), cases[i].weekday);
	}
}

static int order(const char *a, const char *b)
{
	struct when first = {.precision = WHEN_ABSENT}, second = first;

	if (*a != '\0')
		first = parse(a);
	if (*b != '\0')
		second = parse(b);
	return when_compare(&first, &second);
}

static void order_is_by_the_start_of_what_is_meant(void **state)
{
	static const char *const ascending[] = {"2025-12-31", "2026",
		"2026-01-01T00:01", "2026-01-28", "2026-01-28T09:30",
		"2026-02-01", ""};

	(void)state;
	for (size_t i = 0; i < COUNT(ascending); i++)
		for (size_t j = 0; j < COUNT(ascending); j++)
			assert_int_equal(order(ascending[i], ascending[j]),
				(i > j) - (i < j));
	assert_int_equal(order("2026", "2026-01-01"), 0);
}

static void moments_are_those_of_the_clock_of_greenwich(void **state)
{
	static const struct {
		const char *when;
		instant at;
	} cases[] = {
		{"1970-01-01T00:00", 0},
		{"1969-12-31T23:59:59", -1},
		{"2000-03-01T00:00", 951868800},
		{"2026-01-28T12:00", 1769601600},
		{"2038-01-19T03:14:08", 2147483648},
		{"1000-01-01T00:00", -30610224000},
		{"2999-12-31T23:59:59", 32503679999},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct when when = parse(cases[i].when);

		assert_int_equal(when_as_utc(&when), cases[i].at);
		assert_when(when_from_utc(cases[i].at), cases[i].when);
	}
}

/* A bit more than a day further each time, from 1748 to 2191. */
static void moments_come_back(void **state)
{
	(void)state;
	for (instant at = -7000000000; at < 7000000000; at += 86413) {
		struct when when = when_from_utc(at);

		assert_int_equal(when_as_utc(&when), at);
		assert_true(when.month >= 1 && when.month <= 12);
		assert_true(when.day >= 1 &&
			when.day <= when_days_in_month(when.year, when.month));
	}
}

static void days_follow_each_other_without_a_gap(void **state)
{
	struct when day = parse("1999-01-01");
	int weekday = when_weekday(&day);

	(void)state;
	while (day.year < 2101) {
		struct when next = when_add_days(day, 1);

		assert_int_equal(when_as_utc(&next) - when_as_utc(&day), 86400);
		assert_int_equal(when_weekday(&next), weekday % 7 + 1);
		assert_true(next.day == day.day + 1 || next.day == 1);
		weekday = when_weekday(&next);
		day = next;
	}
}

static void instants_have_the_forms_of_their_rfcs(void **state)
{
	struct buf text = BUF_INIT;

	(void)state;
	instant_put_rfc3339(&text, 1769601600);
	buf_putc(&text, ' ');
	instant_put_ical(&text, 1769601605);
	assert_string_equal(
		text.bytes, "2026-01-28T12:00:00Z 20260128T120005Z");
	buf_release(&text);
}

/* A meeting in three languages has some seventy of them. */
static void it_is_small(void **state)
{
	const struct when last = {WHEN_CLOCK, 9999, 12, 31, 23, 59, 60};

	(void)state;
	assert_int_equal(sizeof(struct when), sizeof(uint64_t));
	assert_int_equal(last.year, 9999);
	assert_int_equal(last.second, 60);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_precision_is_read_and_written),
		cmocka_unit_test(what_is_not_said_is_the_first_moment_meant),
		cmocka_unit_test(nothing_is_written_of_what_is_absent),
		cmocka_unit_test(other_forms_are_malformed),
		cmocka_unit_test(
			days_and_hours_that_do_not_exist_are_impossible),
		cmocka_unit_test(february_has_29_days_in_leap_years),
		cmocka_unit_test(what_follows_a_clock_time_is_handed_back),
		cmocka_unit_test(nothing_follows_a_day),
		cmocka_unit_test(offsets_are_seconds_east_of_greenwich),
		cmocka_unit_test(days_are_added_over_ends_of_months_and_years),
		cmocka_unit_test(weekdays_are_those_of_the_calendar),
		cmocka_unit_test(order_is_by_the_start_of_what_is_meant),
		cmocka_unit_test(moments_are_those_of_the_clock_of_greenwich),
		cmocka_unit_test(moments_come_back),
		cmocka_unit_test(days_follow_each_other_without_a_gap),
		cmocka_unit_test(instants_have_the_forms_of_their_rfcs),
		cmocka_unit_test(it_is_small),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
