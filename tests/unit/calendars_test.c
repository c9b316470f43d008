/*
 * Calendars, read by libical: it understands every file that the cases and the
 * example give, but for the parts of RFC 9073 and RFC 9253, which it does not
 * know.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glob.h>
#include <libical/ical.h>
#include <string.h>

#include "base/file.h"
#include "base/banned.h"

#define CALENDARS "{,tests/cases/*/,tests/cases/*/*/}feeds/*/{,*/,*/*/}*.ics"

enum { LARGEST = 64 << 20 };

static int starts_with(const char *line, const char *name)
{
	size_t length = strlen(name);

	return strncmp(line, name, length) == 0 &&
		strchr(":;\n", line[length]) != NULL;
}

static int is_of_rfc9253(const char *line)
{
	return starts_with(line, "CONCEPT") || starts_with(line, "LINK") ||
		starts_with(line, "REFID");
}

static int is_of_rfc9073(const char *line)
{
	return starts_with(line, "BEGIN:PARTICIPANT\r") ||
		starts_with(line, "BEGIN:VLOCATION\r");
}

/*
 * Without these properties, each with what is folded behind it, and these
 * components, which stand at the end of a VEVENT.
 */
static void put_known(struct buf *out, const char *line)
{
	int is_known = 1, is_inside = 0;

	while (*line != '\0') {
		const char *next = strstr(line, "\r\n") + 2;

		if (*line != ' ')
			is_known = !is_of_rfc9253(line);
		if (strncmp(line, "BEGIN:", 6) == 0)
			is_inside = is_of_rfc9073(line);
		if (strncmp(line, "END:VEVENT", 10) == 0)
			is_inside = 0;
		if (is_known && !is_inside)
			buf_put(out, line, (size_t)(next - line));
		line = next;
	}
}

static size_t count(const char *at, const char *text)
{
	size_t found = 0;

	for (at = strstr(at, text); at != NULL; at = strstr(at + 1, text))
		found++;
	return found;
}

static void assert_understood(const char *path, const char *text)
{
	icalcomponent *calendar = icalparser_parse_string(text);
	size_t meetings = 0;

	if (calendar == NULL || icalcomponent_count_errors(calendar) != 0)
		fail_msg("%s: libical does not understand all of it", path);
	for (icalcomponent *event = icalcomponent_get_first_component(
		     calendar, ICAL_VEVENT_COMPONENT);
		event != NULL; event = icalcomponent_get_next_component(
				       calendar, ICAL_VEVENT_COMPONENT)) {
		assert_non_null(icalcomponent_get_uid(event));
		assert_false(icaltime_is_null_time(
			icalcomponent_get_dtstart(event)));
		meetings++;
	}
	assert_int_equal(meetings, count(text, "BEGIN:VEVENT\r\n"));
	icalcomponent_free(calendar);
}

static void every_calendar_is_understood(void **state)
{
	struct buf bytes = BUF_INIT, known = BUF_INIT;
	glob_t found;

	(void)state;
	assert_int_equal(glob(CALENDARS, GLOB_BRACE, NULL, &found), 0);
	assert_true(found.gl_pathc > 200);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		buf_cut(&bytes, 0);
		buf_cut(&known, 0);
		assert_int_equal(
			file_read(found.gl_pathv[i], LARGEST, &bytes), 0);
		put_known(&known, bytes.bytes);
		assert_understood(found.gl_pathv[i], known.bytes);
	}
	globfree(&found);
	buf_release(&known);
	buf_release(&bytes);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_calendar_is_understood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
