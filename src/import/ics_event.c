#include "import/ics_event.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "import/ics_value.h"
#include "import/private.h"
#include "base/banned.h"

/* More than any meeting that people have written down has. */
enum { PROPERTY_LIMIT = 1000 };

/* Exchange and SharePoint say so of what they write from midnight on. */
#define ALL_DAY "X-MICROSOFT-CDO-ALLDAYEVENT"

/* A line that is taken into an event. */
struct taking {
	struct ics_event *event;
	struct pool *pool;
	const char *line;
	icalproperty *property;
	char *value; /* in the line */
};

static struct ics_time take_time(const struct taking *it)
{
	struct when when = ics_value_when(it->value);

	/* Some write an hour behind it all the same. */
	if (strstr(it->line, ";VALUE=DATE:") != NULL)
		when = when_to_the_day(when);
	return (struct ics_time){when,
		ics_value_parameter(it->pool, it->property, "TZID"),
		it->value[strlen(it->value) - 1] == 'Z'};
}

static void take_duration(struct ics_event *event, const char *value)
{
	struct icaldurationtype duration = icaldurationtype_from_string(value);

	if (duration.is_neg || duration.weeks > 100 || duration.days > 1000 ||
		duration.hours > 10000)
		return;
	event->days = (int)(7 * duration.weeks + duration.days);
	event->duration = 86400 * (instant)event->days +
		3600 * (instant)duration.hours +
		60 * (instant)(duration.minutes % 1000) +
		duration.seconds % 1000;
}

/* Words that commas part. */
static void take_categories(const struct taking *it)
{
	struct ics_event *event = it->event;
	char *value = it->value;

	while (value != NULL && event->category_count < PROPERTY_LIMIT) {
		char *comma = value;
		const char *name;

		while (*comma != '\0' && *comma != ',')
			comma += *comma == '\\' && comma[1] != '\0' ? 2 : 1;
		if (*comma == ',')
			*comma++ = '\0';
		else
			comma = NULL;
		name = ics_value_words(it->pool, value);
		value = comma;
		if (name == NULL)
			continue;
		event->categories = pool_grow(it->pool, event->categories,
			event->category_count, sizeof(name));
		event->categories[event->category_count++] = name;
	}
}

static void take_words(const struct taking *it)
{
	struct ics_event *event = it->event;
	const char *language =
		ics_value_parameter(it->pool, it->property, "LANGUAGE");
	icalproperty_kind kind = icalproperty_isa(it->property);

	if (kind == ICAL_SUMMARY_PROPERTY)
		event->title = ics_value_title(it->pool, it->value);
	else if (kind == ICAL_LOCATION_PROPERTY)
		event->place =
			ics_value_place(it->pool, it->value, &event->joins);
	else if (kind == ICAL_DESCRIPTION_PROPERTY)
		event->description = ics_value_description(it->pool, it->value);
	else
		take_categories(it);
	if (language != NULL &&
		(event->language == NULL || kind == ICAL_SUMMARY_PROPERTY))
		event->language = language;
}

static enum status status_of(const char *value)
{
	if (strcasecmp(value, "CANCELLED") == 0)
		return STATUS_CANCELLED;
	return strcasecmp(value, "TENTATIVE") == 0 ? STATUS_TENTATIVE
						   : STATUS_SCHEDULED;
}

static void take_instant(const struct taking *it)
{
	icalproperty_kind kind = icalproperty_isa(it->property);
	instant at = ics_value_instant(it->value);

	if (kind == ICAL_CREATED_PROPERTY)
		it->event->stamp.created = at;
	else if (kind == ICAL_LASTMODIFIED_PROPERTY)
		it->event->stamp.modified = at;
	else
		it->event->dtstamp = at;
}

static void take_property(const struct taking *it)
{
	struct ics_event *event = it->event;
	const char *value = it->value;

	switch (icalproperty_isa(it->property)) {
	case ICAL_UID_PROPERTY:
		event->uid = ics_value_text(it->pool, value);
		return;
	case ICAL_DTSTART_PROPERTY:
		event->start = take_time(it);
		event->start_line = pool_printf(it->pool, "DTSTART%s%s:%s",
			event->start.tzid ? ";TZID=" : "",
			event->start.tzid ? event->start.tzid : "", value);
		return;
	case ICAL_DTEND_PROPERTY:
		event->end = take_time(it);
		return;
	case ICAL_DURATION_PROPERTY:
		take_duration(event, value);
		return;
	case ICAL_STATUS_PROPERTY:
		event->status = status_of(value);
		return;
	case ICAL_CLASS_PROPERTY:
		event->is_public = strcasecmp(value, "PUBLIC") == 0;
		return;
	case ICAL_URL_PROPERTY:
		event->url = private_joins(value) ? NULL
						  : pool_text(it->pool, value);
		event->joins |= event->url == NULL;
		return;
	case ICAL_GEO_PROPERTY:
		event->geo = ics_value_geo(it->pool, value);
		return;
	case ICAL_SEQUENCE_PROPERTY:
		event->sequence = strtol(value, NULL, 10);
		return;
	case ICAL_CREATED_PROPERTY:
	case ICAL_LASTMODIFIED_PROPERTY:
	case ICAL_DTSTAMP_PROPERTY:
		take_instant(it);
		return;
	case ICAL_X_PROPERTY:
		event->is_all_day = strcasecmp(value, "TRUE") == 0;
		return;
	case ICAL_RRULE_PROPERTY:
	case ICAL_RDATE_PROPERTY:
	case ICAL_RECURRENCEID_PROPERTY:
		event->recurs = true;
		return;
	default:
		take_words(it);
	}
}

bool ics_event_wants(const char *name)
{
	static const char *const names[] = {"BEGIN", "END", "UID", "DTSTART",
		"DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION",
		"STATUS", "CLASS", "URL", "GEO", "CATEGORIES", "SEQUENCE",
		"CREATED", "LAST-MODIFIED", "DTSTAMP", "RRULE", "RDATE",
		"RECURRENCE-ID", ALL_DAY, NULL};

	for (size_t i = 0; names[i] != NULL; i++)
		if (strcasecmp(names[i], name) == 0)
			return true;
	return false;
}

int ics_event_take(struct ics_event *event, struct pool *pool, const char *line,
	char *value)
{
	struct taking it = {event, pool, line, NULL, value};

	if (*value == '\0' || ++event->property_count > PROPERTY_LIMIT)
		return 0;
	it.property = icalproperty_new_from_string(line);
	if (it.property == NULL)
		return -1;
	take_property(&it);
	icalproperty_free(it.property);
	return 0;
}

static bool is_midnight(const struct when *when)
{
	return when->hour == 0 && when->minute == 0 && when->second == 0;
}

/* From midnight to midnight, or to the minute before. */
static void take_whole_days(struct ics_event *event)
{
	struct when *start = &event->start.when, *end = &event->end.when;

	if (!event->is_all_day || start->precision != WHEN_CLOCK ||
		!is_midnight(start))
		return;
	*start = when_to_the_day(*start);
	if (end->precision != WHEN_CLOCK)
		return;
	if (!is_midnight(end))
		*end = when_add_days(*end, 1);
	*end = when_to_the_day(*end);
}

/* Outlook says in the title, too, that a meeting is cancelled. */
static const char *without_mark(const char *title)
{
	static const char *const marks[] = {"Canceled: ", "Cancelled: ",
		"Annulé : ", "Annulé: ", "Abgesagt: ", "Cancelado: ",
		"Cancelada: ", "Annullato: ", "Geannuleerd: ", "Odwołane: ",
		"Отменено: ", "キャンセル済み: ", "已取消: ", "취소됨: "};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (strncmp(title, marks[i], strlen(marks[i])) == 0)
			return title + strlen(marks[i]);
	return title;
}

void ics_event_close(struct ics_event *event)
{
	take_whole_days(event);
	if (event->title != NULL && event->status == STATUS_CANCELLED)
		event->title = without_mark(event->title);
	event->stamp.sequence = (int)event->sequence;
	if (event->stamp.modified == 0)
		event->stamp.modified = event->dtstamp;
}
