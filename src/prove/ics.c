#include "prove/ics.h"

#include <stdbool.h>
#include <string.h>
#include "prove/calendar.h"
#include "prove/compare.h"
#include "prove/icslines.h"
#include "prove/lines.h"
#include "base/banned.h"

static bool is_among(const char *const *names, const char *name)
{
	for (; *names != NULL; names++)
		if (strcmp(*names, name) == 0)
			return true;
	return false;
}

/* Whether it is of another type than TEXT, and may have a "," or ";". */
static bool is_plain(const struct line *line)
{
	static const char *const names[] = {"GEO", "URL", "ATTACH",
		"CONFERENCE", "CONCEPT", "LINK", "SOURCE", NULL};

	return is_among(names, line->name);
}

/*
 * Whether only that it is there is looked at: what a feed is called, what
 * holds more than a record says, and the UID of a component, which comes from
 * that of the meeting.
 */
static bool is_free(const struct line *line)
{
	static const char *const names[] = {"PRODID", "NAME", "X-WR-CALNAME",
		"DESCRIPTION", "X-WR-CALDESC", "URL", "X-APPLE-CALENDAR-COLOR",
		NULL};

	if (strcmp(line->within, "VCALENDAR") == 0)
		return is_among(names, line->name);
	if (strcmp(line->name, "DESCRIPTION") == 0)
		return true;
	return strcmp(line->name, "UID") == 0 &&
		strcmp(line->within, "VEVENT") != 0;
}

/* A change of clocks; tests look at them. */
static bool is_of_clock(const struct line *line)
{
	static const char *const names[] = {"STANDARD", "DAYLIGHT", NULL};

	if (strcmp(line->within, "VTIMEZONE") == 0)
		return is_among(names, line->value);
	return is_among(names, line->within);
}

/* What a link is called is not looked at. */
static void put_line(
	struct buf *out, const struct line *line, struct buf *problem)
{
	const char *label = strstr(line->parameters, ";LABEL=");
	size_t length = label ? (size_t)(label - line->parameters)
			      : strlen(line->parameters);
	size_t start;

	lines_begin(out, line->name);
	buf_put(out, line->parameters, length);
	lines_text(out, "");
	start = out->length;
	if (is_plain(line))
		buf_puts(out, line->value);
	else if (calendar_put_text(out, line->value) != 0)
		compare_fail(problem, "%s has wrong escapes", line->name);
	if (is_free(line))
		buf_cut(out, start);
}

/* What was read, as icslines_expect() has it. */
static void prove_lines(const struct calendar *calendar,
	const struct buf *expected, struct buf *problem)
{
	struct buf read = BUF_INIT;

	for (size_t i = 0; i < calendar->count; i++)
		if (!is_of_clock(&calendar->lines[i]))
			put_line(&read, &calendar->lines[i], problem);
	lines_compare(problem, read.bytes, expected->bytes);
	buf_release(&read);
}

/* Says the notice and names every person and body. */
static void prove_description(const char *description,
	const struct fragment *fragment, struct buf *problem)
{
	const struct view *view = fragment->view;

	compare_contains(
		problem, "DESCRIPTION", description, view->notice.text);
	for (size_t i = 0; i < view->person_count; i++)
		if (person_is_present(
			    view->persons[i].person, fragment->sitting))
			compare_contains(problem, "DESCRIPTION", description,
				person_called(&view->persons[i]).text);
	for (size_t i = 0; i < view->body_count; i++)
		compare_contains(problem, "DESCRIPTION", description,
			view->bodies[i].name.text);
}

static void put_description(struct buf *out, const struct calendar *calendar)
{
	for (size_t i = 0; i < calendar->count; i++)
		if (strcmp(calendar->lines[i].name, "DESCRIPTION") == 0)
			calendar_put_text(out, calendar->lines[i].value);
}

void ics_prove_vevent(const struct fragment *fragment, struct buf *problem)
{
	struct buf expected = BUF_INIT, description = BUF_INIT;
	struct calendar calendar;

	if (calendar_read(&calendar, &fragment->bytes, problem) == 0) {
		icslines_expect(&expected, fragment);
		prove_lines(&calendar, &expected, problem);
		put_description(&description, &calendar);
		prove_description(description.bytes, fragment, problem);
	}
	calendar_release(&calendar);
	buf_release(&description);
	buf_release(&expected);
}

/* RFC 5545, 3.2.19: a TZID has its VTIMEZONE, once. */
static void expect_zones(struct buf *out, const struct feed *feed)
{
	struct buf known = BUF_INIT, name = BUF_INIT;
	const char *last = NULL;

	for (size_t i = 0; i < feed->fragment_count; i++) {
		const struct sitting *sitting = feed->fragments[i]->sitting;

		if (sitting->zone == NULL || zone_is_utc(sitting->zone) ||
			sitting->zone_name == last)
			continue;
		last = sitting->zone_name;
		buf_cut(&name, 0);
		buf_printf(&name, " %s ", last);
		if (strstr(known.bytes, name.bytes) != NULL)
			continue;
		buf_puts(&known, name.bytes);
		lines_put(out, "BEGIN", "VTIMEZONE");
		lines_put(out, "TZID", last);
	}
	buf_release(&name);
	buf_release(&known);
}

/* RFC 7986, 5: a single event has none of it. */
static void expect_names(struct buf *out, const struct feed *feed)
{
	struct words name = {
		publisher_mark(feed->publisher, feed->language, feed->language),
		""};
	struct words description = {
		publisher_mark(feed->publisher, feed->language,
			feed_description(feed).language),
		""};

	lines_put_words(out, "NAME", "LANGUAGE", name);
	lines_put(out, "X-WR-CALNAME", "");
	lines_put_words(out, "DESCRIPTION", "LANGUAGE", description);
	lines_put(out, "X-WR-CALDESC", "");
	lines_put(out, "URL", "");
	lines_printf(out, "SOURCE;VALUE=URI", "%s%s", feed->publisher->base,
		feed->address);
	lines_put(out, "REFRESH-INTERVAL;VALUE=DURATION", "P1D");
	lines_put(out, "X-PUBLISHED-TTL", "P1D");
	if (feed->series != NULL && feed->series->colour != NULL) {
		lines_put(out, "COLOR", feed->series->colour);
		lines_put(out, "X-APPLE-CALENDAR-COLOR", "");
	}
}

/* The empty VEVENT stands for all meetings. */
static void expect_calendar(struct buf *out, const struct feed *feed)
{
	lines_put(out, "BEGIN", "VCALENDAR");
	lines_put(out, "VERSION", "2.0");
	lines_put(out, "PRODID", "");
	lines_put(out, "CALSCALE", "GREGORIAN");
	if (feed->scope != SCOPE_EVENT)
		expect_names(out, feed);
	expect_zones(out, feed);
	lines_put(out, "BEGIN", "VEVENT");
}

void ics_prove_frame(
	const struct feed *feed, const struct buf *frame, struct buf *problem)
{
	struct buf expected = BUF_INIT;
	struct calendar calendar;

	if (calendar_read(&calendar, frame, problem) == 0) {
		expect_calendar(&expected, feed);
		prove_lines(&calendar, &expected, problem);
	}
	calendar_release(&calendar);
	buf_release(&expected);
}
