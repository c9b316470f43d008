/*
 * write/timezone: what calendars say of clocks, for years whose rules are
 * settled.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "write/timezone.h"
#include "base/banned.h"

/* Lines end in blanks here, and there is no BEGIN and no END. */
static void put_plain(struct buf *out, const char *line)
{
	while (*line != '\0') {
		size_t length = strcspn(line, "\r");

		if (strncmp(line, "END", 3) != 0) {
			buf_put(out, line, length);
			buf_putc(out, ' ');
		}
		line += length + 2;
	}
}

static void assert_clocks(
	const char *name, int first, int last, const char *expected)
{
	struct buf text = BUF_INIT, plain = BUF_INIT;

	timezone_put(&text, name, zone_find(name), first, last);
	put_plain(&plain, text.bytes);
	assert_non_null(strstr(plain.bytes, "BEGIN:VTIMEZONE TZID:"));
	assert_string_equal(
		strstr(plain.bytes, name) + strlen(name) + 1, expected);
	buf_release(&plain);
	buf_release(&text);
}

static void both_kinds_begin_before_the_first_year(void **state)
{
	(void)state;
	assert_clocks("Europe/Paris", 2019, 2023,
		"BEGIN:DAYLIGHT DTSTART:20180325T020000 TZOFFSETFROM:+0100 "
		"TZOFFSETTO:+0200 RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU "
		"BEGIN:STANDARD DTSTART:20181028T030000 TZOFFSETFROM:+0200 "
		"TZOFFSETTO:+0100 RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU ");
}

/* In January it is summer in Sydney. */
static void labels_say_what_they_are(void **state)
{
	(void)state;
	assert_clocks("Australia/Sydney", 2020, 2020,
		"BEGIN:STANDARD DTSTART:20190407T030000 TZOFFSETFROM:+1100 "
		"TZOFFSETTO:+1000 RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU "
		"BEGIN:DAYLIGHT DTSTART:20191006T020000 TZOFFSETFROM:+1000 "
		"TZOFFSETTO:+1100 RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU ");
	/* The last change was that to a summer time that became the rule. */
	assert_clocks("Europe/Istanbul", 2018, 2019,
		"BEGIN:STANDARD DTSTART:20160327T030000 TZOFFSETFROM:+0200 "
		"TZOFFSETTO:+0300 ");
}

/*
 * The rules of the United States changed in 2007.  The first day stands among
 * the RDATEs too: ical.js overlooks a DTSTART that has RDATEs beside it.
 */
static void where_rules_change_each_day_is_named(void **state)
{
	(void)state;
	assert_clocks("America/New_York", 2006, 2007,
		"BEGIN:DAYLIGHT DTSTART:20050403T020000 TZOFFSETFROM:-0500 "
		"TZOFFSETTO:-0400 RDATE:20050403T020000 "
		"RDATE:20060402T020000 RDATE:20070311T020000 "
		"BEGIN:STANDARD DTSTART:20051030T020000 TZOFFSETFROM:-0400 "
		"TZOFFSETTO:-0500 RDATE:20051030T020000 RDATE:20061029T020000 "
		"RDATE:20071104T020000 ");
}

static void clocks_without_changes_have_a_beginning(void **state)
{
	(void)state;
	assert_clocks("Asia/Tokyo", 2020, 2026,
		"BEGIN:STANDARD DTSTART:19510909T010000 TZOFFSETFROM:+1000 "
		"TZOFFSETTO:+0900 ");
	/* Until 1920, clocks showed the time of the sun. */
	assert_clocks("Asia/Dubai", 2020, 2026,
		"BEGIN:STANDARD DTSTART:19700101T000000 TZOFFSETFROM:+0400 "
		"TZOFFSETTO:+0400 ");
	assert_clocks("Etc/GMT-3", 2020, 2026,
		"BEGIN:STANDARD DTSTART:19700101T000000 TZOFFSETFROM:+0300 "
		"TZOFFSETTO:+0300 ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_kinds_begin_before_the_first_year),
		cmocka_unit_test(labels_say_what_they_are),
		cmocka_unit_test(where_rules_change_each_day_is_named),
		cmocka_unit_test(clocks_without_changes_have_a_beginning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
