#include "import/ics.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/utf8.h"
#include "import/html.h"
#include "import/private.h"
#include "base/banned.h"

/* More than any calendar that people have made holds. */
enum {
	LINE_LIMIT = 256 * 1024,
	EVENT_LIMIT = 100 * 1000,
	PROPERTY_LIMIT = 1000,
	ZONE_LIMIT = 1000,
	NAME_SIZE = 32,
	DEEPEST = 16,
	PROBLEM_LIMIT = 100
};

/* Exchange and SharePoint say so of what they write from midnight on. */
#define ALL_DAY "X-MICROSOFT-CDO-ALLDAYEVENT"

struct reading {
	struct ics *ics;
	const char *at, *end; /* what has not been read */
	int next; /* number of the line there */
	struct buf line; /* unfolded */
	int number; /* of that line */
	char open[DEEPEST][NAME_SIZE]; /* components around */
	size_t depth;
	bool is_cancelled; /* all of it: METHOD:CANCEL */
	struct ics_event event; /* that is open */
	struct vtimezone zone; /* likewise */
};

void ics_complain(struct ics *ics, int line, const char *what, const char *help)
{
	if (ics->problem_count > PROBLEM_LIMIT)
		return;
	if (ics->problem_count == PROBLEM_LIMIT)
		what = "and so on: no more is said of this file";
	ics->problems = pool_grow(ics->pool, ics->problems, ics->problem_count,
		sizeof(*ics->problems));
	ics->problems[ics->problem_count++] =
		(struct ics_problem){line, what, help};
}

static void complain(struct reading *it, const char *what)
{
	ics_complain(it->ics, it->number, what, NULL);
}

/* --- lines --- */

/* The next line, of which folds are parts.  Returns false at the end. */
static bool next_line(struct reading *it)
{
	buf_cut(&it->line, 0);
	it->number = it->next;
	if (it->at == it->end)
		return false;
	do {
		const char *stop =
			memchr(it->at, '\n', (size_t)(it->end - it->at));
		const char *line_end = stop ? stop : it->end;

		it->at += it->line.length > 0;
		if (it->line.length <= LINE_LIMIT && line_end > it->at)
			buf_put(&it->line, it->at, (size_t)(line_end - it->at));
		/* Some programs end lines in two of them. */
		while (it->line.length > 0 &&
			it->line.bytes[it->line.length - 1] == '\r')
			buf_cut(&it->line, it->line.length - 1);
		it->at = stop ? stop + 1 : it->end;
		it->next++;
	} while (it->at < it->end && it->line.length > 0 &&
		(*it->at == ' ' || *it->at == '\t'));
	return true;
}

/* Where the value of a line starts, behind parameters that may be quoted. */
static char *find_value(char *line)
{
	bool quoted = false;

	for (; *line != '\0'; line++) {
		quoted ^= *line == '"';
		if (*line == ':' && !quoted)
			return line + 1;
	}
	return NULL;
}

static bool is_utf8(const struct buf *line)
{
	size_t size;

	for (size_t at = 0; at < line->length; at += size)
		if (utf8_next(line->bytes + at, line->length - at, &size) <= 0)
			return false;
	return true;
}

/* --- values --- */

static const char *take_text(struct reading *it, const char *value)
{
	icalvalue *text = icalvalue_new_from_string(ICAL_TEXT_VALUE, value);
	const char *result = NULL;

	if (text != NULL)
		result = pool_text(it->ics->pool, icalvalue_get_text(text));
	icalvalue_free(text);
	return result;
}

/* Web sites write "&#8211;" into calendars; nobody means that. */
static bool has_reference(const char *text)
{
	for (; (text = strchr(text, '&')) != NULL; text++) {
		size_t length = strspn(text + 1,
			"#0123456789abcdefghijklmnopqrstuvwxyz"
			"ABCDEFGHIJKLMNOPQRSTUVWXYZ");

		if (length > 1 && text[length + 1] == ';')
			return true;
	}
	return false;
}

/* Text that is HTML but for the ends of its lines. */
static const char *read_lines(struct paste *paste, const char *text)
{
	struct buf html = BUF_INIT;
	const char *wrong;

	for (; *text != '\0'; text++)
		if (*text == '\n')
			buf_puts(&html, "<br>");
		else
			buf_putc(&html, *text);
	wrong = html_read(paste, html.bytes, html.length, NULL);
	buf_release(&html);
	return wrong;
}

/* What a browser shows of it. */
static const char *read_html(struct reading *it, const char *text)
{
	struct paste paste = {.pool = it->ics->pool, .text = BUF_INIT};

	if (html_read(&paste, text, strlen(text), NULL) == NULL)
		text = pool_bytes(it->ics->pool, paste.text.bytes,
			paste.text.length - (paste.count > 0));
	paste_release(&paste);
	return text;
}

/* Words of one line; NULL where there are none. */
static const char *take_words(struct reading *it, const char *value)
{
	const char *text = take_text(it, value);

	if (text != NULL && has_reference(text))
		text = read_html(it, text);
	if (text != NULL)
		text = paste_clean(it->ics->pool, text, strlen(text));
	return text != NULL && *text != '\0' ? text : NULL;
}

static const char *take_title(struct reading *it, const char *value)
{
	const char *title = take_words(it, value);

	return title != NULL && !private_is_link(title) ? title : NULL;
}

/* Of "Room 1; Microsoft Teams Meeting", the room. */
static const char *take_place(struct reading *it, const char *value)
{
	const char *place = take_words(it, value);
	struct buf rest = BUF_INIT;
	size_t length;

	if (place == NULL || (!private_joins(place) && !private_is_link(place)))
		return place;
	it->event.joins = true;
	for (; *place != '\0'; place += length + (place[length] == ';')) {
		const char *part;

		place += strspn(place, " ");
		length = strcspn(place, ";");
		part = pool_bytes(it->ics->pool, place, length);
		if (length > 0 && !private_joins(part) &&
			!private_is_link(part))
			buf_printf(&rest, "%s%s", rest.length > 0 ? "; " : "",
				part);
	}
	place = rest.length > 0 ? pool_text(it->ics->pool, rest.bytes) : NULL;
	buf_release(&rest);
	return place;
}

/* Some programs write HTML there. */
static const char *take_description(struct reading *it, const char *value)
{
	const char *text = take_text(it, value), *result = NULL, *wrong;
	struct paste paste = {.pool = it->ics->pool, .text = BUF_INIT};

	if (text == NULL || *text == '\0')
		return NULL;
	if (strstr(text, "</") != NULL || strstr(text, "<br") != NULL)
		wrong = html_read(&paste, text, strlen(text), NULL);
	else if (has_reference(text))
		wrong = read_lines(&paste, text);
	else
		wrong = paste_read(
			&paste, it->ics->pool, text, strlen(text), NULL);
	if (wrong == NULL)
		result = private_without(it->ics->pool, &paste);
	paste_release(&paste);
	return result;
}

/* Words that commas part. */
static void take_categories(struct reading *it, char *value)
{
	struct ics_event *event = &it->event;

	while (value != NULL && event->category_count < PROPERTY_LIMIT) {
		char *comma = value;
		const char *name;

		while (*comma != '\0' && *comma != ',')
			comma += *comma == '\\' && comma[1] != '\0' ? 2 : 1;
		if (*comma == ',')
			*comma++ = '\0';
		else
			comma = NULL;
		name = take_words(it, value);
		value = comma;
		if (name == NULL)
			continue;
		event->categories = pool_grow(it->ics->pool, event->categories,
			event->category_count, sizeof(name));
		event->categories[event->category_count++] = name;
	}
}

/* "50.8421;4.3824", with at most six decimals. */
static const char *take_geo(struct reading *it, const char *value)
{
	struct buf geo = BUF_INIT;
	const char *result;
	size_t decimals = 0;
	bool behind = false;

	for (; *value != '\0'; value++) {
		behind = *value == ';' ? false : behind || *value == '.';
		decimals = behind ? decimals + 1 : 0;
		if (decimals <= 7 && (*value != '+'))
			buf_putc(&geo, *value);
	}
	result = pool_bytes(it->ics->pool, geo.bytes, geo.length);
	buf_release(&geo);
	return result;
}

static struct when when_of(struct icaltimetype time)
{
	struct when when = {.precision = WHEN_ABSENT};

	if (icaltime_is_null_time(time) || time.year < 1000 ||
		time.year > 2999 || time.month < 1 || time.month > 12 ||
		time.day < 1 ||
		time.day > when_days_in_month(time.year, time.month) ||
		time.hour < 0 || time.hour > 23 || time.minute < 0 ||
		time.minute > 59 || time.second < 0 || time.second > 60)
		return when;
	when = (struct when){time.is_date ? WHEN_DAY : WHEN_CLOCK,
		(short)time.year, (unsigned char)time.month,
		(unsigned char)time.day, 0, 0, 0};
	if (time.is_date)
		return when;
	when.hour = (unsigned char)time.hour;
	when.minute = (unsigned char)time.minute;
	when.second = (unsigned char)(time.second % 60);
	return when;
}

static struct when day_of(struct when when)
{
	if (when.precision == WHEN_CLOCK)
		when.precision = WHEN_DAY;
	when.hour = when.minute = when.second = 0;
	return when;
}

static const char *parameter_of(
	struct reading *it, icalproperty *property, const char *name)
{
	char *value = icalproperty_get_parameter_as_string_r(property, name);
	const char *result =
		value ? paste_clean(it->ics->pool, value, strlen(value)) : NULL;

	icalmemory_free_buffer(value);
	return result;
}

static struct ics_time take_time(
	struct reading *it, icalproperty *property, const char *value)
{
	struct when when = when_of(icaltime_from_string(value));

	/* Some write an hour behind it all the same. */
	if (strstr(it->line.bytes, ";VALUE=DATE:") != NULL)
		when = day_of(when);
	return (struct ics_time){when, parameter_of(it, property, "TZID"),
		value[strlen(value) - 1] == 'Z'};
}

static instant take_instant(const char *value)
{
	struct when when = when_of(icaltime_from_string(value));

	return when.precision == WHEN_ABSENT ? 0 : when_as_utc(&when);
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

/* --- properties --- */

/* All that is looked at.  Others say what reaches no record. */
static bool is_wanted(const char *name)
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

static void take_words_property(
	struct reading *it, icalproperty *property, char *value)
{
	struct ics_event *event = &it->event;
	const char *language = parameter_of(it, property, "LANGUAGE");
	icalproperty_kind kind = icalproperty_isa(property);

	if (kind == ICAL_SUMMARY_PROPERTY)
		event->title = take_title(it, value);
	else if (kind == ICAL_LOCATION_PROPERTY)
		event->place = take_place(it, value);
	else if (kind == ICAL_DESCRIPTION_PROPERTY)
		event->description = take_description(it, value);
	else
		take_categories(it, value);
	if (language != NULL &&
		(event->language == NULL || kind == ICAL_SUMMARY_PROPERTY))
		event->language = language;
}

static void take_property(
	struct reading *it, icalproperty *property, char *value)
{
	struct ics_event *event = &it->event;

	switch (icalproperty_isa(property)) {
	case ICAL_UID_PROPERTY:
		event->uid = take_text(it, value);
		return;
	case ICAL_DTSTART_PROPERTY:
		event->start = take_time(it, property, value);
		event->start_line = pool_printf(it->ics->pool, "DTSTART%s%s:%s",
			event->start.tzid ? ";TZID=" : "",
			event->start.tzid ? event->start.tzid : "", value);
		return;
	case ICAL_DTEND_PROPERTY:
		event->end = take_time(it, property, value);
		return;
	case ICAL_DURATION_PROPERTY:
		take_duration(event, value);
		return;
	case ICAL_STATUS_PROPERTY:
		event->status = strcasecmp(value, "CANCELLED") == 0
			? STATUS_CANCELLED
			: strcasecmp(value, "TENTATIVE") == 0
			? STATUS_TENTATIVE
			: STATUS_SCHEDULED;
		return;
	case ICAL_CLASS_PROPERTY:
		event->is_public = strcasecmp(value, "PUBLIC") == 0;
		return;
	case ICAL_URL_PROPERTY:
		event->url = private_joins(value)
			? NULL
			: pool_text(it->ics->pool, value);
		event->joins |= event->url == NULL;
		return;
	case ICAL_GEO_PROPERTY:
		event->geo = take_geo(it, value);
		return;
	case ICAL_SEQUENCE_PROPERTY:
		event->sequence = strtol(value, NULL, 10);
		return;
	case ICAL_CREATED_PROPERTY:
		event->stamp.created = take_instant(value);
		return;
	case ICAL_LASTMODIFIED_PROPERTY:
		event->stamp.modified = take_instant(value);
		return;
	case ICAL_DTSTAMP_PROPERTY:
		event->dtstamp = take_instant(value);
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
		take_words_property(it, property, value);
	}
}

static bool is_in(const struct reading *it, size_t depth, const char *name)
{
	return it->depth == depth && strcasecmp(it->open[depth - 1], name) == 0;
}

/* What a calendar says of itself. */
static void take_calendar_line(
	struct reading *it, const char *name, const char *value)
{
	icalproperty *property;

	if (strcasecmp(name, "X-WR-TIMEZONE") == 0)
		it->ics->zone = take_words(it, value);
	if (strcasecmp(name, "METHOD") == 0)
		it->is_cancelled = strcasecmp(value, "CANCEL") == 0;
	if (it->ics->language != NULL ||
		(strcasecmp(name, "NAME") != 0 &&
			strcasecmp(name, "X-WR-CALNAME") != 0 &&
			strcasecmp(name, "X-WR-CALDESC") != 0 &&
			strcasecmp(name, "DESCRIPTION") != 0))
		return;
	property = icalproperty_new_from_string(it->line.bytes);
	if (property != NULL)
		it->ics->language = parameter_of(it, property, "LANGUAGE");
	icalproperty_free(property);
}

static void take_event_line(struct reading *it, char *value)
{
	icalproperty *property;

	if (*value == '\0' || ++it->event.property_count > PROPERTY_LIMIT)
		return;
	property = icalproperty_new_from_string(it->line.bytes);
	if (property == NULL)
		complain(it, "is no property of a VEVENT that can be read");
	else
		take_property(it, property, value);
	icalproperty_free(property);
}

static void take_zone_line(
	struct reading *it, const char *name, const char *value)
{
	if (it->depth == 2 && strcasecmp(name, "TZID") == 0)
		it->zone.tzid = take_words(it, value);
	if (it->depth == 3 && it->zone.count > 0)
		tzid_take(&it->zone.items[it->zone.count - 1], name, value);
}

/* --- components --- */

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
	*start = day_of(*start);
	if (end->precision != WHEN_CLOCK)
		return;
	if (!is_midnight(end))
		*end = when_add_days(*end, 1);
	*end = day_of(*end);
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

static void add_event(struct reading *it)
{
	struct ics *ics = it->ics;
	struct ics_event *event = &it->event;

	if (event->uid == NULL || *event->uid == '\0') {
		ics_complain(ics, event->line, "a VEVENT without a UID", NULL);
		return;
	}
	take_whole_days(event);
	if (event->title != NULL && event->status == STATUS_CANCELLED)
		event->title = without_mark(event->title);
	event->stamp.sequence = (int)event->sequence;
	if (event->stamp.modified == 0)
		event->stamp.modified = event->dtstamp;
	ics->events = pool_grow(
		ics->pool, ics->events, ics->count, sizeof(*ics->events));
	ics->events[ics->count++] = *event;
}

static void add_zone(struct reading *it)
{
	struct ics *ics = it->ics;

	if (it->zone.tzid == NULL || ics->zone_count == ZONE_LIMIT)
		return;
	ics->zones = pool_grow(
		ics->pool, ics->zones, ics->zone_count, sizeof(*ics->zones));
	ics->zones[ics->zone_count++] = it->zone;
}

static void begin(struct reading *it, const char *name)
{
	bool is_event = strcasecmp(name, "VEVENT") == 0;

	if (is_event && it->depth > 1) {
		complain(it, "begins while another component is open");
		it->depth = 1;
	}
	if (it->depth == DEEPEST) {
		complain(it, "is nested too deep");
		return;
	}
	memset(it->open[it->depth], 0, NAME_SIZE);
	memcpy(it->open[it->depth++], name, strnlen(name, NAME_SIZE - 1));
	if (is_in(it, 2, "VEVENT"))
		it->event = (struct ics_event){.line = it->number,
			.status = it->is_cancelled ? STATUS_CANCELLED
						   : STATUS_SCHEDULED,
			.is_public = true};
	if (is_in(it, 2, "VTIMEZONE"))
		it->zone = (struct vtimezone){0};
	if (it->depth == 3 && strcasecmp(it->open[1], "VTIMEZONE") == 0 &&
		it->zone.count < ZONE_LIMIT) {
		it->zone.items = pool_grow(it->ics->pool, it->zone.items,
			it->zone.count, sizeof(*it->zone.items));
		it->zone.items[it->zone.count++] = (struct observance){0};
	}
}

static void end(struct reading *it, const char *name)
{
	if (it->depth == 0 ||
		strncasecmp(it->open[it->depth - 1], name, NAME_SIZE - 1) !=
			0) {
		complain(it, "ends nothing that is open");
		return;
	}
	if (is_in(it, 2, "VEVENT") && it->ics->count < EVENT_LIMIT)
		add_event(it);
	if (is_in(it, 2, "VTIMEZONE"))
		add_zone(it);
	it->depth--;
}

/* TZID=tzone://Microsoft/Utc:20260128T093000 lacks its quotes. */
static char *quote_zone(struct reading *it, char *value)
{
	const char *zone = strchr(it->line.bytes, '=');
	char *colon = strrchr(value, ':');
	struct buf line = BUF_INIT;

	if (strncasecmp(it->line.bytes, "DT", 2) != 0 || colon == NULL ||
		zone == NULL || zone > value)
		return value;
	buf_put(&line, it->line.bytes, (size_t)(++zone - it->line.bytes));
	buf_printf(&line, "\"%.*s\"%s", (int)(colon - zone), zone, colon);
	value = line.bytes + line.length - strlen(colon) + 1;
	buf_release(&it->line);
	it->line = line;
	return value;
}

static void take_line(struct reading *it)
{
	char name[NAME_SIZE] = "";
	size_t length = strcspn(it->line.bytes, ";:");
	char *value = find_value(it->line.bytes);

	if (value == NULL) {
		complain(it, "is no line of a calendar");
		return;
	}
	value = quote_zone(it, value);
	memcpy(name, it->line.bytes,
		length < NAME_SIZE - 1 ? length : NAME_SIZE - 1);
	if (is_in(it, 2, "VEVENT") && !is_wanted(name))
		return;
	if (it->line.length > LINE_LIMIT || !is_utf8(&it->line))
		complain(it, "is no UTF-8, or longer than 256 KiB");
	else if (strcasecmp(name, "BEGIN") == 0)
		begin(it, value);
	else if (strcasecmp(name, "END") == 0)
		end(it, value);
	else if (is_in(it, 2, "VEVENT"))
		take_event_line(it, value);
	else if (it->depth > 1 && strcasecmp(it->open[1], "VTIMEZONE") == 0)
		take_zone_line(it, name, value);
	else if (it->depth == 1)
		take_calendar_line(it, name, value);
}

/* --- all of it --- */

static int compare_uids(const void *left, const void *right)
{
	const struct ics_event *a = left, *b = right;
	int order = strcmp(a->uid, b->uid);

	return order != 0 ? order : a->line - b->line;
}

static int compare_lines(const void *left, const void *right)
{
	const struct ics_event *a = left, *b = right;

	return a->line - b->line;
}

static bool is_newer(const struct ics_event *a, const struct ics_event *b)
{
	if (a->sequence != b->sequence)
		return a->sequence > b->sequence;
	return a->stamp.modified >= b->stamp.modified;
}

/* What keeps a meeting from being one record; or NULL. */
static const char *find_hindrance(
	struct ics *ics, const struct ics_event *event, const char **help)
{
	const char *title = event->title ? event->title : event->uid;

	*help = NULL;
	if (event->recurs) {
		*help = "write each session as a meeting of its own: "
			"`dialogue-feeds new SERIES` makes a record; nothing "
			"tells which of the dates were kept";
		return pool_printf(ics->pool,
			"'%s' recurs, and a record is about one meeting",
			title);
	}
	if (event->start.when.precision == WHEN_ABSENT)
		return pool_printf(ics->pool,
			"'%s' has no DTSTART that could be read", title);
	if (event->sequence > 1000000 || event->sequence < 0) {
		*help = "if that is a mistake, write SEQUENCE:0 in the file";
		return pool_printf(ics->pool,
			"'%s' has a SEQUENCE that is not from 0 to 1000000",
			title);
	}
	return NULL;
}

/* Of the events of one uid, the newest one; what is not public is counted. */
static const struct ics_event *choose(
	struct ics *ics, const struct ics_event *events, size_t count)
{
	struct ics_event *newest = pool_alloc(ics->pool, sizeof(*newest));
	const char *hindrance, *help;
	bool is_public = true, recurs = false;

	*newest = events[0];
	for (size_t i = 0; i < count; i++) {
		is_public &= events[i].is_public;
		recurs |= events[i].recurs;
		if (is_newer(&events[i], newest))
			*newest = events[i];
	}
	newest->recurs = recurs;
	ics->hidden_count += !is_public;
	if (!is_public)
		return NULL;
	hindrance = find_hindrance(ics, newest, &help);
	if (hindrance != NULL)
		ics_complain(ics, newest->line, hindrance, help);
	return hindrance ? NULL : newest;
}

static void settle(struct ics *ics)
{
	size_t kept = 0, last;

	if (ics->count == 0)
		return;
	qsort(ics->events, ics->count, sizeof(*ics->events), compare_uids);
	for (size_t i = 0; i < ics->count; i = last) {
		const struct ics_event *chosen;

		for (last = i + 1; last < ics->count &&
			strcmp(ics->events[last].uid, ics->events[i].uid) == 0;)
			last++;
		chosen = choose(ics, &ics->events[i], last - i);
		if (chosen != NULL)
			ics->events[kept++] = *chosen;
	}
	ics->count = kept;
	qsort(ics->events, kept, sizeof(*ics->events), compare_lines);
}

void ics_read(struct ics *ics, const struct buf *bytes)
{
	struct reading it = {.ics = ics,
		.at = bytes->bytes,
		.end = bytes->bytes + bytes->length,
		.next = 1,
		.line = BUF_INIT};

	if (bytes->length >= 3 && memcmp(it.at, "\xEF\xBB\xBF", 3) == 0)
		it.at += 3;
	while (next_line(&it))
		if (it.line.length > 0)
			take_line(&it);
	if (it.depth > 0)
		complain(&it, "ends before the calendar does: it is cut short");
	if (ics->count == 0 && ics->problem_count == 0)
		ics_complain(ics, 1, "holds no VEVENT", NULL);
	buf_release(&it.line);
	settle(ics);
}

const struct vtimezone *ics_zone(const struct ics *ics, const char *tzid)
{
	for (size_t i = 0; i < ics->zone_count; i++)
		if (strcmp(ics->zones[i].tzid, tzid) == 0)
			return &ics->zones[i];
	return NULL;
}
