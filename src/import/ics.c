#include "import/ics.h"

#include <libical/ical.h>
#include <string.h>
#include <strings.h>
#include "base/utf8.h"
#include "import/ics_event.h"
#include "import/ics_settle.h"
#include "import/ics_value.h"
#include "base/banned.h"

/* More than any calendar that people have made holds. */
enum {
	LINE_LIMIT = 256 * 1024,
	EVENT_LIMIT = 100 * 1000,
	ZONE_LIMIT = 1000,
	NAME_SIZE = 32,
	DEEPEST = 16,
	PROBLEM_LIMIT = 100
};

struct parsing {
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

static void complain(struct parsing *it, const char *what)
{
	ics_complain(it->ics, it->number, what, NULL);
}

/* --- lines --- */

/* The next line, of which folds are parts.  Returns false at the end. */
static bool next_line(struct parsing *it)
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

/* TZID=tzone://Microsoft/Utc:20260128T093000 lacks its quotes. */
static char *quote_zone(struct parsing *it, char *value)
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

/* --- components --- */

static bool is_in(const struct parsing *it, size_t depth, const char *name)
{
	return it->depth == depth && strcasecmp(it->open[depth - 1], name) == 0;
}

static void add_event(struct parsing *it)
{
	struct ics *ics = it->ics;
	struct ics_event *event = &it->event;

	if (event->uid == NULL || *event->uid == '\0') {
		ics_complain(ics, event->line, "a VEVENT without a UID", NULL);
		return;
	}
	ics_event_close(event);
	ics->events = pool_grow(
		ics->pool, ics->events, ics->count, sizeof(*ics->events));
	ics->events[ics->count++] = *event;
}

static void add_zone(struct parsing *it)
{
	struct ics *ics = it->ics;

	if (it->zone.tzid == NULL || ics->zone_count == ZONE_LIMIT)
		return;
	ics->zones = pool_grow(
		ics->pool, ics->zones, ics->zone_count, sizeof(*ics->zones));
	ics->zones[ics->zone_count++] = it->zone;
}

static void begin(struct parsing *it, const char *name)
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

static void end(struct parsing *it, const char *name)
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

/* --- all of it --- */

/* What a calendar says of itself. */
static void take_calendar_line(
	struct parsing *it, const char *name, const char *value)
{
	icalproperty *property;

	if (strcasecmp(name, "X-WR-TIMEZONE") == 0)
		it->ics->zone = ics_value_words(it->ics->pool, value);
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
		it->ics->language = ics_value_parameter(
			it->ics->pool, property, "LANGUAGE");
	icalproperty_free(property);
}

static void take_event_line(struct parsing *it, char *value)
{
	if (ics_event_take(&it->event, it->ics->pool, it->line.bytes, value) !=
		0)
		complain(it, "is no property of a VEVENT that can be read");
}

static void take_zone_line(
	struct parsing *it, const char *name, const char *value)
{
	if (it->depth == 2 && strcasecmp(name, "TZID") == 0)
		it->zone.tzid = ics_value_words(it->ics->pool, value);
	if (it->depth == 3 && it->zone.count > 0)
		tzid_take(&it->zone.items[it->zone.count - 1], name, value);
}

static void take_line(struct parsing *it)
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
	if (is_in(it, 2, "VEVENT") && !ics_event_wants(name))
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

void ics_read(struct ics *ics, const struct buf *bytes)
{
	struct parsing it = {.ics = ics,
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
	ics_settle(ics);
}

const struct vtimezone *ics_zone(const struct ics *ics, const char *tzid)
{
	for (size_t i = 0; i < ics->zone_count; i++)
		if (strcmp(ics->zones[i].tzid, tzid) == 0)
			return &ics->zones[i];
	return NULL;
}
