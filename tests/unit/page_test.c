/*
 * model/page: which meetings are over, which one is next, and beside which
 * ones a meeting stands.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "model/page.h"
#include "base/banned.h"

static struct when when_of(const char *text)
{
	struct when when = {.precision = WHEN_ABSENT};

	if (text != NULL)
		assert_int_equal(when_parse(text, &when, NULL), WHEN_FINE);
	return when;
}

/* The end of a meeting, as "2026-03-12T09:00:00Z". */
static const char *end_of(enum status status, const char *start,
	const char *end, const char *zone)
{
	static struct buf text = BUF_INIT;
	struct publisher publisher = {.zone = zone_find("Europe/Paris")};
	struct sitting sitting = {.start = when_of(start), .end = when_of(end)};
	struct event event = {.status = status,
		.sittings = &sitting,
		.sitting_count = start != NULL};
	instant at;

	if (zone != NULL)
		sitting.zone = zone_find(zone);
	at = meeting_end(&publisher, &event);
	buf_release(&text);
	if (at == INT64_MIN || at == INT64_MAX)
		return at == INT64_MIN ? "always" : "never";
	instant_put_rfc3339(&text, at);
	return text.bytes;
}

static void a_day_ends_in_the_publishers_zone(void **state)
{
	(void)state;
	assert_string_equal(end_of(STATUS_SCHEDULED, "2026-01-28", NULL, NULL),
		"2026-01-28T23:00:00Z");
	assert_string_equal(
		end_of(STATUS_CANCELLED, "2026-06-02", "2026-06-03", NULL),
		"2026-06-03T22:00:00Z");
	assert_string_equal(end_of(STATUS_SCHEDULED, "2026-02", NULL, NULL),
		"2026-02-28T23:00:00Z");
	assert_string_equal(end_of(STATUS_TENTATIVE, "2026", NULL, NULL),
		"2026-12-31T23:00:00Z");
}

static void hours_end_when_they_say_or_with_their_day(void **state)
{
	(void)state;
	assert_string_equal(end_of(STATUS_SCHEDULED, "2026-03-12T15:50",
				    "2026-03-12T18:00", "Asia/Tokyo"),
		"2026-03-12T09:00:00Z");
	assert_string_equal(end_of(STATUS_SCHEDULED, "2026-03-12T15:50", NULL,
				    "Asia/Tokyo"),
		"2026-03-12T15:00:00Z");
	/* Midnight is skipped there: the day ends where it would. */
	assert_string_equal(end_of(STATUS_SCHEDULED, "2026-04-23T10:00", NULL,
				    "Africa/Cairo"),
		"2026-04-23T22:00:00Z");
}

static void what_has_no_date_is_ahead_unless_it_was_held(void **state)
{
	(void)state;
	assert_string_equal(
		end_of(STATUS_SCHEDULED, NULL, NULL, NULL), "never");
	assert_string_equal(
		end_of(STATUS_POSTPONED, "2020-01-01", NULL, NULL), "never");
	assert_string_equal(end_of(STATUS_HELD, NULL, NULL, NULL), "always");
	assert_string_equal(
		end_of(STATUS_HELD, "2999-01-01", NULL, NULL), "always");
}

/* Meetings in the order of their start, as a plan has them. */
struct example {
	struct event events[6];
	struct view views[6];
	struct meeting meetings[6];
	struct page page;
};

static struct example *make_example(void)
{
	static struct example it;
	static const struct meeting meetings[] = {
		{.start = {.precision = WHEN_DAY}, .is_past = 1},
		{.start = {.precision = WHEN_DAY}, .status = STATUS_POSTPONED},
		{.start = {.precision = WHEN_DAY}, .status = STATUS_CANCELLED},
		{.start = {.precision = WHEN_DAY}, .status = STATUS_TENTATIVE},
		{.start = {.precision = WHEN_DAY}, .status = STATUS_SCHEDULED},
		{.start = {.precision = WHEN_ABSENT}},
	};

	it = (struct example){.page = {.meeting_count = 6}};
	for (size_t i = 0; i < 6; i++) {
		it.views[i].event = &it.events[i];
		it.meetings[i] = meetings[i];
		it.meetings[i].view = &it.views[i];
	}
	it.page.meetings = it.meetings;
	return &it;
}

static void neighbours_are_sessions_with_a_date(void **state)
{
	struct example *it = make_example();

	(void)state;
	it->page.meeting = &it->meetings[2];
	assert_ptr_equal(page_neighbour(&it->page, -1), &it->meetings[0]);
	assert_ptr_equal(page_neighbour(&it->page, 1), &it->meetings[3]);
	it->meetings[3].is_side = 1;
	assert_ptr_equal(page_neighbour(&it->page, 1), &it->meetings[4]);
	it->meetings[0].view = NULL;
	assert_ptr_equal(page_neighbour(&it->page, -1), &it->meetings[0]);
	it->page.meeting = &it->meetings[3];
	assert_null(page_neighbour(&it->page, 1));
	it->page.meeting = &it->meetings[5];
	assert_null(page_neighbour(&it->page, -1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_day_ends_in_the_publishers_zone),
		cmocka_unit_test(hours_end_when_they_say_or_with_their_day),
		cmocka_unit_test(what_has_no_date_is_ahead_unless_it_was_held),
		cmocka_unit_test(neighbours_are_sessions_with_a_date),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
