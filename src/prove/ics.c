#include <libical/ical.h>
#include <stdio.h>
#include <string.h>
#include "prove/formats.h"
#include "base/banned.h"

/* RFC 5545, 3.1. */
enum { OCTETS = 75 };

/* Lines end in CRLF and have at most 75 octets: no parser asks for that. */
static int prove_lines(const struct buf *bytes, struct buf *problem)
{
	const char *line = bytes->bytes;

	while (*line != '\0') {
		const char *end = strstr(line, "\r\n");

		if (end == NULL || end - line > OCTETS ||
			memchr(line, '\n', (size_t)(end - line)) != NULL) {
			buf_printf(problem,
				"a line is not as RFC 5545 wants "
				"it: '%.40s'",
				line);
			return -1;
		}
		line = end + 2;
	}
	return 0;
}

static const char *text_of(icalcomponent *event, icalproperty_kind kind)
{
	icalproperty *property = icalcomponent_get_first_property(event, kind);

	return property ? icalvalue_get_text(icalproperty_get_value(property))
			: NULL;
}

static void put_time(struct buf *out, struct icaltimetype time)
{
	if (icaltime_is_null_time(time))
		return;
	buf_printf(out, "%04d-%02d-%02d", time.year, time.month, time.day);
	if (!time.is_date)
		buf_printf(out, "T%02d:%02d:%02d", time.hour, time.minute,
			time.second);
}

/* The exclusive end of days is put back to the last day. */
static struct icaltimetype last_of(icalcomponent *event)
{
	icalproperty *property =
		icalcomponent_get_first_property(event, ICAL_DTEND_PROPERTY);
	struct icaltimetype end = icaltime_null_time();

	if (property != NULL)
		end = icalproperty_get_dtend(property);
	if (property != NULL && end.is_date)
		icaltime_adjust(&end, -1, 0, 0, 0);
	return end;
}

static void put_when(struct buf *out, const struct when *when)
{
	if (when->precision == WHEN_ABSENT)
		return;
	buf_printf(out, "%04d-%02d-%02d", when->year, when->month, when->day);
	if (when->precision == WHEN_CLOCK)
		buf_printf(out, "T%02d:%02d:%02d", when->hour, when->minute,
			when->second);
}

static int prove_times(icalcomponent *event, const struct sitting *sitting,
	struct buf *problem)
{
	struct buf read = BUF_INIT, expected = BUF_INIT;
	icalproperty *start =
		icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
	const struct when *end = &sitting->end;
	int result;

	if (start != NULL)
		put_time(&read, icalproperty_get_dtstart(start));
	buf_puts(&read, " - ");
	put_time(&read, last_of(event));
	if (end->precision == WHEN_ABSENT &&
		sitting->start.precision == WHEN_DAY)
		end = &sitting->start;
	put_when(&expected, &sitting->start);
	buf_puts(&expected, " - ");
	put_when(&expected, end);
	result = prove_text(problem, "the time", read.bytes, expected.bytes);
	buf_release(&expected);
	buf_release(&read);
	return result;
}

static int prove_zone(icalcomponent *event, const struct sitting *sitting,
	struct buf *problem)
{
	icalproperty *start =
		icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
	icalparameter *zone =
		icalproperty_get_first_parameter(start, ICAL_TZID_PARAMETER);
	const char *expected = sitting->zone_name;

	if (sitting->zone != NULL && zone_is_utc(sitting->zone))
		expected = NULL;
	return prove_text(problem, "TZID",
		zone ? icalparameter_get_tzid(zone) : NULL, expected);
}

/* The title, with whatever word for the status stands around it. */
static int prove_title(
	icalcomponent *event, const struct view *view, struct buf *problem)
{
	const char *read = text_of(event, ICAL_SUMMARY_PROPERTY);
	struct buf title = BUF_INIT;
	int result = 0;

	view_put_title(&title, view);
	if (read == NULL || strstr(read, title.bytes) == NULL)
		result = prove_text(problem, "SUMMARY", read, title.bytes);
	buf_release(&title);
	return result;
}

static int prove_place(
	icalcomponent *event, const struct view *view, struct buf *problem)
{
	struct buf place = BUF_INIT;
	const char *language;
	int result;

	view_put_place(&place, view, &language);
	result = prove_text(problem, "LOCATION",
		text_of(event, ICAL_LOCATION_PROPERTY),
		place.length > 0 ? place.bytes : NULL);
	buf_release(&place);
	return result;
}

static int prove_event(icalcomponent *event, const struct fragment *fragment,
	struct buf *problem)
{
	icalproperty *sequence =
		icalcomponent_get_first_property(event, ICAL_SEQUENCE_PROPERTY);

	if (sequence == NULL ||
		icalproperty_get_sequence(sequence) !=
			fragment->stamp.sequence) {
		buf_puts(problem, "SEQUENCE is not that of the ledger");
		return -1;
	}
	return prove_text(problem, "UID", text_of(event, ICAL_UID_PROPERTY),
		       fragment->sitting->uid) != 0 ||
			prove_times(event, fragment->sitting, problem) != 0 ||
			prove_zone(event, fragment->sitting, problem) != 0 ||
			prove_title(event, fragment->view, problem) != 0 ||
			prove_place(event, fragment->view, problem) != 0
		? -1
		: 0;
}

static int prove_events(
	icalcomponent *calendar, const struct feed *feed, struct buf *problem)
{
	size_t count = 0;

	if (icalcomponent_count_errors(calendar) != 0) {
		buf_puts(problem, "libical does not understand all of it");
		return -1;
	}
	for (icalcomponent *event = icalcomponent_get_first_component(
		     calendar, ICAL_VEVENT_COMPONENT);
		event != NULL; event = icalcomponent_get_next_component(
				       calendar, ICAL_VEVENT_COMPONENT)) {
		if (count == feed->fragment_count)
			break;
		if (prove_event(event, feed->fragments[count], problem) != 0)
			return -1;
		count++;
	}
	if (count == feed->fragment_count &&
		(size_t)icalcomponent_count_components(
			calendar, ICAL_VEVENT_COMPONENT) == count)
		return 0;
	buf_puts(problem, "the number of events is not that of the records");
	return -1;
}

int prove_ics(
	const struct feed *feed, const struct buf *bytes, struct buf *problem)
{
	icalcomponent *calendar;
	int result;

	if (prove_lines(bytes, problem) != 0)
		return -1;
	calendar = icalparser_parse_string(bytes->bytes);
	if (calendar == NULL) {
		buf_puts(problem, "libical cannot read it");
		return -1;
	}
	result = prove_events(calendar, feed, problem);
	icalcomponent_free(calendar);
	return result;
}
