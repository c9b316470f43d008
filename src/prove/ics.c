#include <libical/ical.h>
#include <stdio.h>
#include <string.h>
#include "prove/calendar.h"
#include "prove/formats.h"
#include "base/banned.h"

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

/* RFC 5545, 3.8.1.11. */
static int prove_status(
	icalcomponent *event, const struct view *view, struct buf *problem)
{
	static const icalproperty_status expected[] = {
		[STATUS_TENTATIVE] = ICAL_STATUS_TENTATIVE,
		[STATUS_SCHEDULED] = ICAL_STATUS_CONFIRMED,
		[STATUS_HELD] = ICAL_STATUS_CONFIRMED,
		[STATUS_POSTPONED] = ICAL_STATUS_TENTATIVE,
		[STATUS_CANCELLED] = ICAL_STATUS_CANCELLED,
	};
	icalproperty *status =
		icalcomponent_get_first_property(event, ICAL_STATUS_PROPERTY);
	icalproperty_status wanted = expected[view->event->status];

	if (wanted == ICAL_STATUS_CANCELLED &&
		view->publisher->cancelled_visible)
		wanted = ICAL_STATUS_TENTATIVE;
	if (status != NULL && icalproperty_get_status(status) == wanted)
		return 0;
	buf_puts(problem, "STATUS is not that of the record");
	return -1;
}

/* DESCRIPTION says the notice and names every person and body. */
static int prove_description(icalcomponent *event,
	const struct fragment *fragment, struct buf *problem)
{
	const struct view *view = fragment->view;
	const char *read = text_of(event, ICAL_DESCRIPTION_PROPERTY);
	const char *missing = NULL;

	if (read == NULL)
		read = "";
	if (view->notice.text != NULL &&
		strstr(read, view->notice.text) == NULL)
		missing = view->notice.text;
	for (size_t i = 0; i < view->person_count; i++) {
		const char *name = person_called(&view->persons[i]).text;

		if (name != NULL &&
			person_is_present(
				view->persons[i].person, fragment->sitting) &&
			strstr(read, name) == NULL)
			missing = name;
	}
	for (size_t i = 0; i < view->body_count; i++)
		if (strstr(read, view->bodies[i].name.text) == NULL)
			missing = view->bodies[i].name.text;
	if (missing == NULL)
		return 0;
	buf_printf(problem, "DESCRIPTION lacks '%s'", missing);
	return -1;
}

static int prove_extra(const struct extras *extras, size_t index,
	const char *kind, const char *label, struct buf *problem)
{
	const struct extra *extra;

	if (index >= extras->count) {
		buf_printf(problem, "a %s is missing", kind);
		return -1;
	}
	extra = &extras->items[index];
	return prove_text(problem, "a component", extra->kind, kind) != 0 ||
			prove_text(problem, kind, extra->label, label) != 0
		? -1
		: 0;
}

/* RFC 9073: a PARTICIPANT for each person, then the place. */
static int prove_extras(const struct extras *extras,
	const struct fragment *fragment, struct buf *problem)
{
	const struct view *view = fragment->view;
	struct buf place = BUF_INIT;
	const char *language;
	size_t index = 0;
	int result = 0;

	for (size_t i = 0; i < view->person_count && result == 0; i++) {
		const struct person_view *person = &view->persons[i];
		const char *name = person_called(person).text;

		if (name != NULL &&
			person_is_present(person->person, fragment->sitting))
			result = prove_extra(
				extras, index++, "PARTICIPANT", name, problem);
	}
	view_put_place(&place, view, &language);
	if (result == 0 && place.length > 0)
		result = prove_extra(
			extras, index++, "VLOCATION", place.bytes, problem);
	if (result == 0 && extras->concepts != view->event->topic_count) {
		buf_puts(problem, "the subjects are not those of the record");
		result = -1;
	}
	if (result == 0 && index != extras->count) {
		buf_puts(problem, "there are more components than persons");
		result = -1;
	}
	buf_release(&place);
	return result;
}

static int prove_event(icalcomponent *event, const struct fragment *fragment,
	struct buf *problem)
{
	const struct view *view = fragment->view;
	const struct sitting *sitting = fragment->sitting;
	icalproperty *sequence =
		icalcomponent_get_first_property(event, ICAL_SEQUENCE_PROPERTY);

	if (sequence == NULL ||
		icalproperty_get_sequence(sequence) !=
			fragment->stamp.sequence) {
		buf_puts(problem, "SEQUENCE is not that of the ledger");
		return -1;
	}
	return prove_text(problem, "UID", text_of(event, ICAL_UID_PROPERTY),
		       sitting->uid) != 0 ||
			prove_times(event, sitting, problem) != 0 ||
			prove_zone(event, sitting, problem) != 0 ||
			prove_title(event, view, problem) != 0 ||
			prove_place(event, view, problem) != 0 ||
			prove_status(event, view, problem) != 0 ||
			prove_description(event, fragment, problem) != 0
		? -1
		: 0;
}

/*
 * Read a VEVENT by itself, in a calendar around it (RFC 5545, 3.6).  The
 * calendar is to be released in any case.
 */
static int read_vevent(struct calendar *calendar,
	const struct fragment *fragment, struct buf *problem)
{
	struct buf bytes = BUF_INIT;
	int result;

	buf_puts(&bytes, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:proof\r\n");
	buf_put(&bytes, fragment->bytes.bytes, fragment->bytes.length);
	buf_puts(&bytes, "END:VCALENDAR\r\n");
	result = calendar_read(calendar, &bytes, problem);
	buf_release(&bytes);
	if (result != 0 || calendar->event_count == 1)
		return result;
	buf_puts(problem, "it is not one VEVENT");
	return -1;
}

int prove_vevent(const struct fragment *fragment, struct buf *problem)
{
	struct calendar calendar;
	int result;

	result = read_vevent(&calendar, fragment, problem);
	if (result == 0)
		result = prove_event(
			icalcomponent_get_first_component(
				calendar.component, ICAL_VEVENT_COMPONENT),
			fragment, problem);
	if (result == 0 && fragment->view->publisher->rich)
		result = prove_extras(&calendar.events[0], fragment, problem);
	calendar_release(&calendar);
	return result;
}

/* RFC 5545, 3.2.19: a TZID has its VTIMEZONE. */
static int prove_timezones(const struct calendar *calendar,
	const struct feed *feed, struct buf *problem)
{
	for (size_t i = 0; i < feed->fragment_count; i++) {
		const struct sitting *sitting = feed->fragments[i]->sitting;

		if (sitting->zone == NULL || zone_is_utc(sitting->zone) ||
			icalcomponent_get_timezone(calendar->component,
				sitting->zone_name) != NULL)
			continue;
		buf_printf(problem, "there is no VTIMEZONE of %s",
			sitting->zone_name);
		return -1;
	}
	return 0;
}

int prove_kept_vevent(const struct fragment *fragment, struct buf *problem)
{
	struct calendar calendar;
	int result;

	result = read_vevent(&calendar, fragment, problem);
	calendar_release(&calendar);
	return result;
}

int prove_calendar(
	const struct feed *feed, const struct buf *frame, struct buf *problem)
{
	struct calendar calendar;
	int result;

	result = calendar_read(&calendar, frame, problem);
	if (result == 0 && calendar.event_count != 0) {
		buf_puts(problem, "there are more VEVENTs than in the records");
		result = -1;
	}
	if (result == 0)
		result = prove_timezones(&calendar, feed, problem);
	calendar_release(&calendar);
	return result;
}
