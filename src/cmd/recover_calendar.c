#include "cmd/recover_calendar.h"

#include <libical/ical.h>
#include <string.h>
#include "base/uuid.h"
#include "prove/calendar.h"
#include "base/banned.h"

enum { UUID_LENGTH = UUID_SIZE - 1 };

/* The uid that a VEVENT is related to as a part of it, or NULL. */
static const char *parent_of(icalcomponent *vevent)
{
	icalproperty *related = icalcomponent_get_first_property(
		vevent, ICAL_RELATEDTO_PROPERTY);

	if (related == NULL ||
		icalproperty_get_first_parameter(
			related, ICAL_RELTYPE_PARAMETER) != NULL)
		return NULL;
	return icalproperty_get_relatedto(related);
}

/*
 * The uid of the meeting that a VEVENT is about.  A time that no record has is
 * known by the version of its uid, which was made from that of the meeting.
 */
static const char *meeting_of(
	const struct recovery *it, icalcomponent *vevent, const char *uid)
{
	const struct event *event = recovery_owner(it, uid);
	const char *parent = parent_of(vevent);

	if (event != NULL)
		return event->uid;
	if (parent != NULL && strlen(uid) == UUID_LENGTH && uid[14] == '5')
		return pool_text(it->pool, parent);
	return uid;
}

/* libical's own answer is a time_t, of another size on some systems. */
static instant moment_of(icalcomponent *vevent, icalproperty_kind kind)
{
	icalproperty *property = icalcomponent_get_first_property(vevent, kind);
	struct icaltimetype time;

	if (property == NULL)
		return 0;
	time = kind == ICAL_CREATED_PROPERTY
		? icalproperty_get_created(property)
		: icalproperty_get_lastmodified(property);
	return when_as_utc(&(struct when){.precision = WHEN_CLOCK,
		.year = (short)time.year,
		.month = (unsigned char)time.month,
		.day = (unsigned char)time.day,
		.hour = (unsigned char)time.hour,
		.minute = (unsigned char)time.minute,
		.second = (unsigned char)time.second});
}

static int take_vevent(struct recovery *it, icalcomponent *vevent)
{
	const char *uid = icalcomponent_get_uid(vevent);
	struct found found = {.row = {.kind = ROW_VEVENT}};

	if (uid == NULL)
		return recovery_fail(it, it->path, "a VEVENT has no UID");
	found.row.item = pool_text(it->pool, uid);
	found.row.stamp = (struct stamp){icalcomponent_get_sequence(vevent),
		moment_of(vevent, ICAL_CREATED_PROPERTY),
		moment_of(vevent, ICAL_LASTMODIFIED_PROPERTY)};
	found.row.before.precision = WHEN_ABSENT;
	found.uid = meeting_of(it, vevent, found.row.item);
	found.text = pool_text(it->pool, icalcomponent_as_ical_string(vevent));
	recovery_add(it, found);
	return 0;
}

/* The REFIDs of rich VEVENTs, which libical 3 does not know. */
static void note_identities(
	struct recovery *it, const struct calendar *calendar)
{
	const char *start = pool_printf(it->pool, "tag:%s:series/",
		it->build->site->publisher.authority);
	const char *uid = "";

	for (size_t i = 0; i < calendar->count; i++) {
		const struct line *line = &calendar->lines[i];
		const struct event *event = recovery_owner(it, uid);
		struct buf text = BUF_INIT;

		if (strcmp(line->within, "VEVENT") != 0)
			continue;
		if (strcmp(line->name, "UID") == 0)
			uid = line->value;
		if (strcmp(line->name, "REFID") == 0 &&
			calendar_put_text(&text, line->value) == 0 &&
			strncmp(text.bytes, start, strlen(start)) == 0 &&
			event != NULL)
			recovery_note_identity(
				it, event->series, text.bytes + strlen(start));
		buf_release(&text);
	}
}

/* libical takes what is cut short; that would be half a memory. */
static int read_lines(struct recovery *it, const struct buf *bytes)
{
	struct calendar calendar;
	struct buf problem = BUF_INIT;
	int result = calendar_read(&calendar, bytes, &problem);

	if (result == 0 && calendar.count == 0)
		buf_puts(&problem, "it is empty");
	if (problem.length > 0)
		result = recovery_fail(it, it->path, problem.bytes);
	else
		note_identities(it, &calendar);
	calendar_release(&calendar);
	buf_release(&problem);
	return result;
}

int recover_calendar(struct recovery *it, const struct buf *bytes)
{
	icalcomponent *calendar, *vevent;
	int result = 0;

	if (read_lines(it, bytes) != 0)
		return -1;
	calendar = icalparser_parse_string(bytes->bytes);
	if (calendar == NULL)
		return recovery_fail(it, it->path, "libical cannot read it");
	for (vevent = icalcomponent_get_first_component(
		     calendar, ICAL_VEVENT_COMPONENT);
		vevent != NULL && result == 0;
		vevent = icalcomponent_get_next_component(
			calendar, ICAL_VEVENT_COMPONENT))
		result = take_vevent(it, vevent);
	icalcomponent_free(calendar);
	return result;
}
