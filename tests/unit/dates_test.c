/*
 * write/dates: days and hours in words.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "write/dates.h"
#include "base/banned.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const struct publisher publisher; /* with no wordings of its own */

/* "" is an absent one. */
static struct when parse(const char *text)
{
	struct when when = {.precision = WHEN_ABSENT};

	if (*text != '\0')
		assert_int_equal(when_parse(text, &when, NULL), WHEN_FINE);
	return when;
}

static void days_are_as_precise_as_they_are(void **state)
{
	static const struct {
		const char *language, *when, *words;
	} cases[] = {
		{"en", "2026-01-28", "28 January 2026"},
		{"en", "2026-01", "January 2026"},
		{"en", "2026", "2026"},
		{"en", "", ""},
		{"en", "2026-01-28T09:30", "28 January 2026"},
		{"fr", "2026-08-01", "1er août 2026"},
		{"fr", "2026-08", "août 2026"},
		{"ja", "2026-01-28", "2026年1月28日"},
		{"ja", "2026-01", "2026年1月"},
		{"ja", "2026", "2026年"},
		{"ar", "2026-01-28", "28 يناير 2026"},
		{"ru", "2026-01-28", "28 января 2026\u00A0г."},
		/* A month alone stands in another case. */
		{"ru", "2026-01", "январь 2026\u00A0г."},
		{"ru", "2026", "2026\u00A0г."},
		{"sv", "2026-01-28", "28 January 2026"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct when when = parse(cases[i].when);
		struct buf out = BUF_INIT;

		dates_put_day(&out, &publisher, cases[i].language, &when);
		assert_string_equal(out.bytes, cases[i].words);
		buf_release(&out);
	}
}

static void moments_have_their_hour(void **state)
{
	static const struct {
		const char *language, *when, *words;
	} cases[] = {
		{"en", "2026-01-28T09:05", "28 January 2026, 09:05"},
		{"en", "2026-01-28T00:00", "28 January 2026, 00:00"},
		{"en", "2026-01-28T09:05:30", "28 January 2026, 09:05"},
		{"en", "2026-01-28", "28 January 2026"},
		{"fr", "2026-01-28T09:05", "28 janvier 2026, 09:05"},
		{"ja", "2026-01-28T09:05", "2026年1月28日 9:05"},
		{"ar", "2026-01-28T16:30", "28 يناير 2026، 16:30"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct when when = parse(cases[i].when);
		struct buf out = BUF_INIT;

		dates_put_clock(
			&out, &publisher, cases[i].language, &when, NULL);
		assert_string_equal(out.bytes, cases[i].words);
		buf_release(&out);
	}
}

/* Readers live elsewhere: hours name their clocks, days need none. */
static void clocks_name_their_zone(void **state)
{
	struct when hour = parse("2026-01-28T16:30"), day = parse("2026-01-28");
	struct buf out = BUF_INIT;

	(void)state;
	dates_put_clock(&out, &publisher, "en", &hour, "Asia/Tokyo");
	buf_puts(&out, "; ");
	dates_put_clock(&out, &publisher, "en", &day, "Asia/Tokyo");
	assert_string_equal(
		out.bytes, "28 January 2026, 16:30 (Tokyo); 28 January 2026");
	buf_release(&out);
}

static void sittings_say_no_part_twice(void **state)
{
	static const struct {
		const char *language, *start, *end, *words;
	} cases[] = {
		{"en", "2026-01-28", "", "28 January 2026"},
		{"en", "2026-01-28", "2026-01-28", "28 January 2026"},
		{"en", "2016-06-20", "2016-06-21", "20–21 June 2016"},
		{"en", "2026-01-31", "2026-02-01",
			"31 January – 1 February 2026"},
		{"en", "2025-12-31", "2026-01-01",
			"31 December 2025 – 1 January 2026"},
		/* The same day of another year, or of another month. */
		{"en", "2025-01-28", "2026-01-28",
			"28 January 2025 – 28 January 2026"},
		{"en", "2026-01-28", "2026-02-28",
			"28 January – 28 February 2026"},
		{"en", "2026-05", "", "May 2026"},
		{"en", "2026", "", "2026"},
		{"fr", "2016-06-20", "2016-06-21", "20–21 juin 2016"},
		{"fr", "2026-01-31", "2026-02-01",
			"31 janvier – 1er février 2026"},
		{"fr", "2025-12-31", "2026-01-01",
			"31 décembre 2025 – 1er janvier 2026"},
		{"ja", "2016-06-20", "2016-06-21", "2016年6月20日～21日"},
		{"ja", "2026-01-31", "2026-02-01", "2026年1月31日～2月1日"},
		{"ja", "2025-12-31", "2026-01-01",
			"2025年12月31日～2026年1月1日"},
		{"ar", "2016-06-20", "2016-06-21", "20–21 يونيو 2016"},
		{"ar", "2026-01-31", "2026-02-01", "31 يناير – 1 فبراير 2026"},
		{"ru", "2016-06-20", "2016-06-21", "20–21 июня 2016\u00A0г."},
		{"ru", "2025-12-31", "2026-01-01",
			"31 декабря 2025\u00A0г. – 1 января 2026\u00A0г."},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct sitting sitting = {.start = parse(cases[i].start),
			.end = parse(cases[i].end)};
		struct buf out = BUF_INIT;

		dates_put_sitting(
			&out, &publisher, cases[i].language, &sitting);
		assert_string_equal(out.bytes, cases[i].words);
		buf_release(&out);
	}
}

static void hours_are_those_of_their_zone(void **state)
{
	static const struct {
		const char *language, *start, *end, *words;
	} cases[] = {
		{"en", "2023-12-07T16:00", "",
			"7 December 2023, 16:00 (Tokyo)"},
		{"en", "2023-12-07T16:00", "2023-12-07T18:30",
			"7 December 2023, 16:00–18:30 (Tokyo)"},
		{"en", "2023-12-07T22:00", "2023-12-08T01:00",
			"7 December 2023, 22:00 – 8 December 2023, 01:00 "
			"(Tokyo)"},
		{"ja", "2023-12-07T16:00", "2023-12-07T18:30",
			"2023年12月7日 16:00～18:30（東京）"},
		{"de", "2023-12-07T16:00", "2023-12-07T18:30",
			"7. Dezember 2023, 16:00–18:30\u00A0Uhr (Tokio)"},
		{"de", "2023-12-07T22:00", "2023-12-08T01:00",
			"7. Dezember 2023, 22:00\u00A0Uhr – "
			"8. Dezember 2023, 01:00\u00A0Uhr (Tokio)"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct sitting sitting = {.start = parse(cases[i].start),
			.end = parse(cases[i].end),
			.zone_name = "Asia/Tokyo",
			.zone = zone_find("Asia/Tokyo")};
		struct buf out = BUF_INIT;

		dates_put_sitting(
			&out, &publisher, cases[i].language, &sitting);
		assert_string_equal(out.bytes, cases[i].words);
		buf_release(&out);
	}
}

/* The day is the one that the other clocks show. */
static void hours_are_shown_by_the_clocks_of_others(void **state)
{
	static const struct {
		const char *start, *end, *zone, *words;
	} cases[] = {
		{"2023-12-07T16:00", "2023-12-07T18:30", "Europe/Brussels",
			"7 December 2023, 08:00–10:30 (Brussels)"},
		{"2023-12-07T06:00", "2023-12-07T07:00", "Europe/Brussels",
			"6 December 2023, 22:00–23:00 (Brussels)"},
		{"2023-12-07T07:00", "2023-12-07T09:00", "Europe/Brussels",
			"6 December 2023, 23:00 – 7 December 2023, 01:00 "
			"(Brussels)"},
		{"2023-12-07T16:00", "", "UTC", "7 December 2023, 07:00 (UTC)"},
		{"2023-12-07T16:00", "", "Asia/Omsk",
			"7 December 2023, 13:00 (Omsk)"},
		{"2023-12-07T16:00", "", "America/North_Dakota/New_Salem",
			"7 December 2023, 01:00 (New Salem)"},
		{"2023-12-07T16:00", "", "Asia/Kathmandu",
			"7 December 2023, 12:45 (Kathmandu)"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct sitting sitting = {.start = parse(cases[i].start),
			.end = parse(cases[i].end),
			.zone_name = "Asia/Tokyo",
			.zone = zone_find("Asia/Tokyo")};
		struct buf out = BUF_INIT;

		dates_put_sitting_in(
			&out, &publisher, "en", &sitting, cases[i].zone);
		assert_string_equal(out.bytes, cases[i].words);
		buf_release(&out);
	}
}

static void every_month_has_its_name(void **state)
{
	static const char *const names[] = {"January", "February", "March",
		"April", "May", "June", "July", "August", "September",
		"October", "November", "December"};

	(void)state;
	for (int month = 1; month <= 12; month++) {
		struct when when = {
			.precision = WHEN_MONTH, .year = 2026, .month = month};
		struct buf out = BUF_INIT;

		dates_put_day(&out, &publisher, "en", &when);
		assert_memory_equal(
			out.bytes, names[month - 1], strlen(names[month - 1]));
		assert_string_equal(
			out.bytes + strlen(names[month - 1]), " 2026");
		buf_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_are_as_precise_as_they_are),
		cmocka_unit_test(moments_have_their_hour),
		cmocka_unit_test(clocks_name_their_zone),
		cmocka_unit_test(sittings_say_no_part_twice),
		cmocka_unit_test(hours_are_those_of_their_zone),
		cmocka_unit_test(hours_are_shown_by_the_clocks_of_others),
		cmocka_unit_test(every_month_has_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
