#include "prove/calendar.h"

#include <string.h>
#include "base/banned.h"

enum { OCTETS = 75, DEEPEST = 8 };

/* What the reader shares while it goes down the lines. */
struct reading {
	struct calendar *calendar;
	struct buf known; /* lines for libical */
	const char *open[DEEPEST];
	int depth;
	struct extra *extra; /* being read, or NULL */
	struct buf *problem;
};

static int fail(struct reading *reading, const char *what, const char *line)
{
	buf_printf(reading->problem, "%s: '%.40s'", what, line);
	return -1;
}

/* 1 when a fold at `end`, its CRLF, is inside a character. */
static int cuts_character(const char *end)
{
	return end[2] == ' ' && ((unsigned char)end[3] & 0xC0) == 0x80;
}

/*
 * RFC 5545, 3.1: CRLF, at most 75 octets, no fold inside a character.  The
 * logical line goes to `line`; returns where the next one starts, or NULL.
 */
static const char *unfold(const char *at, struct buf *line)
{
	buf_cut(line, 0);
	for (;;) {
		const char *end = strstr(at, "\r\n");

		if (end == NULL || end - at > OCTETS || cuts_character(end) ||
			memchr(at, '\n', (size_t)(end - at)) != NULL)
			return NULL;
		buf_put(line, at, (size_t)(end - at));
		at = end + 2;
		if (*at != ' ')
			return at;
		/* The blank of a fold counts as an octet of its line. */
		if (strcspn(at, "\r") > OCTETS)
			return NULL;
		at++;
	}
}

static int starts_with(const char *line, const char *name)
{
	size_t length = strlen(name);

	return strncmp(line, name, length) == 0 &&
		(line[length] == ':' || line[length] == ';');
}

/* The value behind name and parameters, RFC 5545's escapes undone. */
static const char *text_value(struct pool *pool, const char *line)
{
	int quoted = 0;
	char *value, *out;

	while (*line != '\0' && (quoted || *line != ':')) {
		quoted ^= *line == '"';
		line++;
	}
	line += *line == ':';
	value = out = pool_text(pool, line);
	for (; *line != '\0'; line++) {
		if (*line == '\\' && line[1] != '\0') {
			line++;
			*out++ = *line == 'n' || *line == 'N' ? '\n' : *line;
		} else {
			*out++ = *line;
		}
	}
	*out = '\0';
	return value;
}

static int is_extra_component(const char *name)
{
	return strcmp(name, "PARTICIPANT") == 0 ||
		strcmp(name, "VLOCATION") == 0;
}

static struct extras *current_event(struct reading *reading)
{
	struct calendar *calendar = reading->calendar;

	return calendar->event_count > 0
		? &calendar->events[calendar->event_count - 1]
		: NULL;
}

static int open_extra(struct reading *reading, const char *kind)
{
	struct pool *pool = &reading->calendar->pool;
	struct extras *extras = current_event(reading);
	struct extra extra = {.kind = kind};

	if (extras == NULL || reading->depth < 2 ||
		strcmp(reading->open[reading->depth - 2], "VEVENT") != 0)
		return fail(reading, "a component outside a VEVENT", kind);
	extras->items =
		pool_grow(pool, extras->items, extras->count, sizeof(extra));
	extras->items[extras->count] = extra;
	reading->extra = &extras->items[extras->count++];
	return 0;
}

static int begin(struct reading *reading, const char *name)
{
	struct calendar *calendar = reading->calendar;
	const char *kind = pool_text(&calendar->pool, name);

	if (reading->depth == DEEPEST)
		return fail(reading, "components are nested too deep", name);
	reading->open[reading->depth++] = kind;
	if (is_extra_component(kind))
		return open_extra(reading, kind);
	if (strcmp(kind, "VEVENT") == 0) {
		calendar->events = pool_grow(&calendar->pool, calendar->events,
			calendar->event_count, sizeof(*calendar->events));
		calendar->events[calendar->event_count++] =
			(struct extras){.items = NULL};
	}
	buf_printf(&reading->known, "BEGIN:%s\r\n", name);
	return 0;
}

static int end(struct reading *reading, const char *name)
{
	if (reading->depth == 0 ||
		strcmp(reading->open[reading->depth - 1], name) != 0)
		return fail(reading, "END without its BEGIN", name);
	reading->depth--;
	if (is_extra_component(name))
		reading->extra = NULL;
	else
		buf_printf(&reading->known, "END:%s\r\n", name);
	return 0;
}

static void read_extra_property(struct reading *reading, const char *line)
{
	struct pool *pool = &reading->calendar->pool;
	struct extra *extra = reading->extra;

	if (starts_with(line, "NAME"))
		extra->label = text_value(pool, line);
}

/* Properties of RFC 9253 are counted; libical gets the others. */
static void read_property(struct reading *reading, const char *line)
{
	struct extras *event = current_event(reading);

	if (event != NULL && starts_with(line, "CONCEPT"))
		event->concepts++;
	else if (!starts_with(line, "LINK") && !starts_with(line, "REFID"))
		buf_printf(&reading->known, "%s\r\n", line);
}

static int read_line(struct reading *reading, const char *line)
{
	if (strncmp(line, "BEGIN:", 6) == 0)
		return begin(reading, line + 6);
	if (strncmp(line, "END:", 4) == 0)
		return end(reading, line + 4);
	if (reading->extra != NULL)
		read_extra_property(reading, line);
	else
		read_property(reading, line);
	return 0;
}

static int read_lines(struct reading *reading, const struct buf *bytes)
{
	struct buf line = BUF_INIT;
	const char *at = bytes->bytes;
	int result = 0;

	while (result == 0 && *at != '\0') {
		const char *next = unfold(at, &line);

		result = next == NULL
			? fail(reading, "a line is not as RFC 5545 wants it",
				  at)
			: read_line(reading, line.bytes);
		at = next;
	}
	if (result == 0 && reading->depth != 0)
		result = fail(reading, "a component is not ended",
			reading->open[reading->depth - 1]);
	buf_release(&line);
	return result;
}

static int read_known(struct reading *reading)
{
	struct calendar *calendar = reading->calendar;

	calendar->component = icalparser_parse_string(reading->known.bytes);
	if (calendar->component != NULL &&
		icalcomponent_isa(calendar->component) ==
			ICAL_VCALENDAR_COMPONENT &&
		icalcomponent_count_errors(calendar->component) == 0)
		return 0;
	buf_puts(reading->problem, "libical does not understand all of it");
	return -1;
}

int calendar_read(
	struct calendar *calendar, const struct buf *bytes, struct buf *problem)
{
	struct reading reading = {
		.calendar = calendar, .known = BUF_INIT, .problem = problem};
	int result;

	*calendar = (struct calendar){.pool = POOL_INIT};
	result = read_lines(&reading, bytes);
	if (result == 0)
		result = read_known(&reading);
	buf_release(&reading.known);
	return result;
}

void calendar_release(struct calendar *calendar)
{
	if (calendar->component != NULL)
		icalcomponent_free(calendar->component);
	pool_release(&calendar->pool);
}
