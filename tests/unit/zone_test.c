/*
 * model/zone: which moments the clocks of a place name.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "model/zone.h"
#include "base/banned.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static struct when parse(const char *text)
{
	struct when when;

	assert_int_equal(when_parse(text, &when, NULL), WHEN_FINE);
	return when;
}

static const struct zone *find(const char *name)
{
	const struct zone *zone = zone_find(name);

	if (zone == NULL)
		fail_msg("no zone %s; is tzdata installed?", name);
	return zone;
}

static void assert_instant(instant at, const char *expected)
{
	struct buf text = BUF_INIT;

	instant_put_rfc3339(&text, at);
	assert_string_equal(text.bytes, expected);
	buf_release(&text);
}

static void a_clock_time_names_one_moment(void **state)
{
	static const struct {
		const char *zone, *clock, *moment;
	} cases[] = {
		{"Europe/Brussels", "2026-01-28T09:30", "2026-01-28T08:30:00Z"},
		{"Europe/Brussels", "2026-07-28T09:30", "2026-07-28T07:30:00Z"},
		{"America/New_York", "2026-01-28T09:30",
			"2026-01-28T14:30:00Z"},
		{"America/New_York", "2026-07-28T09:30",
			"2026-07-28T13:30:00Z"},
		{"Asia/Tokyo", "2026-01-28T09:30", "2026-01-28T00:30:00Z"},
		{"Asia/Tokyo", "2026-07-28T09:30", "2026-07-28T00:30:00Z"},
		{"Asia/Tokyo", "2026-01-28T03:00", "2026-01-27T18:00:00Z"},
		{"Asia/Kathmandu", "2026-01-28T09:30", "2026-01-28T03:45:00Z"},
		{"Asia/Kolkata", "2026-01-28T09:30", "2026-01-28T04:00:00Z"},
		/* Half an hour of daylight saving, in January. */
		{"Australia/Lord_Howe", "2026-01-28T09:30",
			"2026-01-27T22:30:00Z"},
		{"Australia/Lord_Howe", "2026-07-28T09:30",
			"2026-07-27T23:00:00Z"},
		{"UTC", "2026-01-28T09:30", "2026-01-28T09:30:00Z"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct zone *zone = find(cases[i].zone);
		struct when clock = parse(cases[i].clock);
		struct when shown;
		instant moments[2];

		assert_int_equal(
			zone_resolve(zone, &clock, moments), ZONE_ONCE);
		assert_instant(moments[0], cases[i].moment);
		assert_int_equal(zone_instant(zone, &clock), moments[0]);
		shown = zone_clock(zone, moments[0]);
		assert_int_equal(when_compare(&shown, &clock), 0);
	}
}

/* Each change of 2026 from both sides, to the second. */
static void clocks_skip_and_repeat_an_hour(void **state)
{
	static const struct {
		const char *zone, *clock;
		enum zone_answer answer;
		const char *first, *second;
	} cases[] = {
		{"Europe/Brussels", "2026-03-29T01:59:59", ZONE_ONCE,
			"2026-03-29T00:59:59Z", NULL},
		{"Europe/Brussels", "2026-03-29T02:00", ZONE_NEVER,
			"2026-03-29T01:00:00Z", "2026-03-29T00:00:00Z"},
		{"Europe/Brussels", "2026-03-29T02:30", ZONE_NEVER,
			"2026-03-29T01:30:00Z", "2026-03-29T00:30:00Z"},
		{"Europe/Brussels", "2026-03-29T02:59:59", ZONE_NEVER,
			"2026-03-29T01:59:59Z", "2026-03-29T00:59:59Z"},
		{"Europe/Brussels", "2026-03-29T03:00", ZONE_ONCE,
			"2026-03-29T01:00:00Z", NULL},
		{"Europe/Brussels", "2026-10-25T01:59:59", ZONE_ONCE,
			"2026-10-24T23:59:59Z", NULL},
		{"Europe/Brussels", "2026-10-25T02:00", ZONE_TWICE,
			"2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z"},
		{"Europe/Brussels", "2026-10-25T02:30", ZONE_TWICE,
			"2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"},
		{"Europe/Brussels", "2026-10-25T02:59:59", ZONE_TWICE,
			"2026-10-25T00:59:59Z", "2026-10-25T01:59:59Z"},
		{"Europe/Brussels", "2026-10-25T03:00", ZONE_ONCE,
			"2026-10-25T02:00:00Z", NULL},
		{"America/New_York", "2026-03-08T01:59", ZONE_ONCE,
			"2026-03-08T06:59:00Z", NULL},
		{"America/New_York", "2026-03-08T02:30", ZONE_NEVER,
			"2026-03-08T07:30:00Z", "2026-03-08T06:30:00Z"},
		{"America/New_York", "2026-03-08T03:00", ZONE_ONCE,
			"2026-03-08T07:00:00Z", NULL},
		{"America/New_York", "2026-11-01T00:59", ZONE_ONCE,
			"2026-11-01T04:59:00Z", NULL},
		{"America/New_York", "2026-11-01T01:30", ZONE_TWICE,
			"2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"},
		{"America/New_York", "2026-11-01T02:00", ZONE_ONCE,
			"2026-11-01T07:00:00Z", NULL},
		/* From +10:30 to +11:00 and back. */
		{"Australia/Lord_Howe", "2026-10-04T01:59", ZONE_ONCE,
			"2026-10-03T15:29:00Z", NULL},
		{"Australia/Lord_Howe", "2026-10-04T02:15", ZONE_NEVER,
			"2026-10-03T15:45:00Z", "2026-10-03T15:15:00Z"},
		{"Australia/Lord_Howe", "2026-10-04T02:30", ZONE_ONCE,
			"2026-10-03T15:30:00Z", NULL},
		{"Australia/Lord_Howe", "2026-04-05T01:29", ZONE_ONCE,
			"2026-04-04T14:29:00Z", NULL},
		{"Australia/Lord_Howe", "2026-04-05T01:45", ZONE_TWICE,
			"2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z"},
		{"Australia/Lord_Howe", "2026-04-05T02:00", ZONE_ONCE,
			"2026-04-04T15:30:00Z", NULL},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct when clock = parse(cases[i].clock);
		instant moments[2];

		if (zone_resolve(find(cases[i].zone), &clock, moments) !=
			cases[i].answer)
			fail_msg("%s in %s", cases[i].clock, cases[i].zone);
		assert_instant(moments[0], cases[i].first);
		if (cases[i].second != NULL)
			assert_instant(moments[1], cases[i].second);
	}
}

static void offsets_follow_the_clocks(void **state)
{
	static const struct {
		const char *zone, *utc;
		int offset;
	} cases[] = {
		{"Europe/Brussels", "2026-01-28T12:00", 3600},
		{"Europe/Brussels", "2026-07-28T12:00", 7200},
		{"America/New_York", "2026-01-28T12:00", -18000},
		{"America/New_York", "2026-07-28T12:00", -14400},
		{"Australia/Lord_Howe", "2026-01-28T12:00", 39600},
		{"Australia/Lord_Howe", "2026-07-28T12:00", 37800},
		{"Asia/Kathmandu", "2026-01-28T12:00", 20700},
		{"Asia/Tokyo", "2026-07-28T12:00", 32400},
		{"Europe/Brussels", "2076-07-28T12:00", 7200},
		/* Rules that changed from year to year. */
		{"Asia/Jerusalem", "2015-07-01T12:00", 10800},
		{"Asia/Tehran", "2019-07-01T12:00", 16200},
		{"America/Sao_Paulo", "2014-01-15T12:00", -7200},
		{"America/Sao_Paulo", "2014-07-01T12:00", -10800},
		{"Pacific/Easter", "2021-01-15T12:00", -18000},
		{"Asia/Gaza", "2017-07-01T12:00", 10800},
		{"Africa/Casablanca", "2026-03-01T12:00", 0},
		{"Europe/Dublin", "2060-07-28T12:00", 3600},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct when utc = parse(cases[i].utc);
		const struct zone *zone = find(cases[i].zone);

		assert_int_equal(
			zone_offset(zone, when_as_utc(&utc)), cases[i].offset);
	}
}

static void names_that_are_none_are_refused(void **state)
{
	static const char *const names[] = {"", "Europe/Brusels", "Brussels",
		"Nowhere/Land", "../Europe/Brussels", "Europe/../../etc/passwd",
		"Europe/..", "..", "/etc/localtime", "/Europe/Brussels",
		"Europe/Brussels ", "Europe Brussels", "Europe\\Brussels",
		"Europe/Brussels\n", "Europe", "Europe/", "right/Europe/Paris",
		"posix/Europe/Paris", "posix/right/Europe/Paris"};

	(void)state;
	for (size_t i = 0; i < COUNT(names); i++)
		if (zone_find(names[i]) != NULL)
			fail_msg("'%s' is a zone", names[i]);
}

static void utc_needs_no_rules(void **state)
{
	(void)state;
	assert_true(zone_is_utc(find("UTC")));
	assert_false(zone_is_utc(find("Europe/London")));
	assert_false(zone_is_utc(find("Asia/Tokyo")));
}

static void a_misspelt_name_has_a_nearest(void **state)
{
	static const struct {
		const char *written, *meant;
	} cases[] = {
		{"Europe/Brusels", "Europe/Brussels"},
		{"europe/paris", "Europe/Paris"},
		{"Asia/Tokio", "Asia/Tokyo"},
		{"America/NewYork", "America/New_York"},
		{"Australia/Sidney", "Australia/Sydney"},
		{"america/new york", "America/New_York"},
		{"Paris", "Europe/Paris"},
		{"Sao Paulo", "America/Sao_Paulo"},
		/* What tzdata has replaced, whether it is still there or not. */
		{"Europe/Kiev", "Europe/Kyiv"},
		{"Asia/Calcutta", "Asia/Kolkata"},
		{"Pacific/Enderbury", "Pacific/Kanton"},
		{"US/Eastern", "America/New_York"},
		{"right/Europe/Paris", "Europe/Paris"},
		{"posix/right/Asia/Tokyo", "Asia/Tokyo"},
		{"posix/Asia/Rangoon", "Asia/Yangon"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf found = BUF_INIT;

		assert_true(zone_put_nearest(&found, cases[i].written));
		assert_string_equal(found.bytes, cases[i].meant);
		assert_non_null(zone_find(found.bytes));
		buf_release(&found);
	}
}

/* Cities that are spelt alike lie hours from each other. */
static void another_city_is_not_near(void **state)
{
	static const char *const names[] = {
		"qqqqqqqqqqqqqqqqqqqqqqqq",
		"Europe/Lyon",
		"Europe/Bern",
		"Asia/Bangalore",
		"Europe/Milano",
		"America/Boston",
		"Asia/Sapporo",
		"Africa/Marrakesh",
		"right/",
		"",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(names); i++) {
		struct buf found = BUF_INIT;

		if (zone_put_nearest(&found, names[i]))
			fail_msg("'%s' is like %s", names[i], found.bytes);
		buf_release(&found);
	}
}

static void next_change_is_exact_to_the_second(void **state)
{
	static const struct {
		const char *zone, *after, *change;
	} cases[] = {
		{"Europe/Brussels", "2026-01-01", "2026-03-29T01:00:00Z"},
		{"Europe/Brussels", "2026-03-29T00:59:59",
			"2026-03-29T01:00:00Z"},
		{"Europe/Brussels", "2026-03-29T01:00", "2026-10-25T01:00:00Z"},
		{"Europe/Brussels", "2026-10-25T01:00", "2027-03-28T01:00:00Z"},
		{"America/New_York", "2026-01-01", "2026-03-08T07:00:00Z"},
		{"America/New_York", "2026-04-01", "2026-11-01T06:00:00Z"},
		{"Australia/Lord_Howe", "2026-01-01", "2026-04-04T15:00:00Z"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct when after = parse(cases[i].after);
		instant start = when_as_utc(&after);

		assert_instant(zone_next_change(find(cases[i].zone), start,
				       start + 400 * 86400),
			cases[i].change);
	}
}

static void no_change_is_one_second_behind_the_end(void **state)
{
	struct when from = parse("2026-01-01"), until = parse("2036-01-01");
	struct when change = parse("2026-03-29T01:00");
	instant start = when_as_utc(&from), end = when_as_utc(&until);
	instant spring = when_as_utc(&change);

	(void)state;
	assert_int_equal(
		zone_next_change(find("Asia/Tokyo"), start, end), end + 1);
	assert_int_equal(zone_next_change(find("UTC"), start, end), end + 1);
	assert_int_equal(
		zone_next_change(find("Europe/Brussels"), start, spring - 1),
		spring);
	assert_int_equal(
		zone_next_change(find("Europe/Brussels"), start, spring),
		spring);
	assert_int_equal(zone_next_change(find("Europe/Brussels"), end, start),
		start + 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_clock_time_names_one_moment),
		cmocka_unit_test(clocks_skip_and_repeat_an_hour),
		cmocka_unit_test(offsets_follow_the_clocks),
		cmocka_unit_test(names_that_are_none_are_refused),
		cmocka_unit_test(utc_needs_no_rules),
		cmocka_unit_test(a_misspelt_name_has_a_nearest),
		cmocka_unit_test(another_city_is_not_near),
		cmocka_unit_test(next_change_is_exact_to_the_second),
		cmocka_unit_test(no_change_is_one_second_behind_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
