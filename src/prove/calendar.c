#include "prove/calendar.h"

#include <stdbool.h>
#include <string.h>
#include "prove/compare.h"
#include "base/banned.h"

enum { OCTETS = 75, DEEPEST = 8 };

/* What the reader shares while it goes down the lines. */
struct reading {
	struct calendar *calendar;
	const char *open[DEEPEST]; /* components around, "" first */
	int depth;
	char *room; /* for the lines, unfolded */
	struct buf *problem;
};

static int fail(struct reading *reading, const char *what, const char *line)
{
	compare_fail(reading->problem, "%s: '%.40s'", what, line);
	return -1;
}

/* Whether a fold at `end`, its CRLF, is inside a character. */
static bool cuts_character(const char *end)
{
	return end[2] == ' ' && ((unsigned char)end[3] & 0xC0) == 0x80;
}

/*
 * RFC 5545, 3.1: CRLF, at most 75 octets with the blank of a fold, no fold
 * inside a character.  The logical line goes to `room`, with a NUL behind it;
 * returns where the next one starts, or NULL.
 */
static const char *unfold(struct reading *reading, const char *at)
{
	const char *start = at;

	for (;;) {
		const char *end = strchr(at, '\n');
		size_t length;

		if (end == NULL || end == at || end[-1] != '\r')
			return NULL;
		end--;
		length = (size_t)(end - at);
		if (end - start > OCTETS || cuts_character(end) ||
			memchr(at, '\r', length) != NULL)
			return NULL;
		memcpy(reading->room, at, length);
		reading->room += length;
		start = end + 2;
		if (*start != ' ')
			break;
		at = start + 1;
	}
	*reading->room++ = '\0';
	return start;
}

static const char *innermost(const struct reading *reading)
{
	return reading->depth > 0 ? reading->open[reading->depth - 1] : "";
}

/* The colon in front of the value, or NULL. */
static char *find_colon(char *at)
{
	bool is_quoted = false;

	for (; *at != '\0' && (is_quoted || *at != ':'); at++)
		is_quoted ^= *at == '"';
	return *at == ':' ? at : NULL;
}

static int begin(struct reading *reading, const char *name)
{
	if (reading->depth == DEEPEST)
		return fail(reading, "components are nested too deep", name);
	reading->open[reading->depth++] = name;
	return 0;
}

static int end(struct reading *reading, const char *name)
{
	if (reading->depth == 0 || strcmp(innermost(reading), name) != 0)
		return fail(reading, "END without its BEGIN", name);
	reading->depth--;
	return 0;
}

/* A line is cut into name, parameters and value where it stands. */
static int read_line(struct reading *reading, char *text)
{
	struct calendar *calendar = reading->calendar;
	struct line line = {.within = innermost(reading), .name = text};
	size_t length = strcspn(text, ":;");
	char *colon = find_colon(text + length);

	if (length == 0 || colon == NULL)
		return fail(reading, "it is no property", text);
	*colon = '\0';
	line.value = colon + 1;
	line.parameters = pool_text(&calendar->pool, text + length);
	text[length] = '\0';
	if (strcmp(text, "END") == 0)
		return end(reading, line.value);
	calendar->lines = pool_grow(&calendar->pool, calendar->lines,
		calendar->count, sizeof(line));
	calendar->lines[calendar->count++] = line;
	return strcmp(text, "BEGIN") == 0 ? begin(reading, line.value) : 0;
}

int calendar_read(
	struct calendar *calendar, const struct buf *bytes, struct buf *problem)
{
	struct reading reading = {.calendar = calendar, .problem = problem};
	const char *at = bytes->bytes;

	*calendar = (struct calendar){.pool = POOL_INIT};
	reading.room = pool_alloc(&calendar->pool, bytes->length + 1);
	while (*at != '\0') {
		char *line = reading.room;
		const char *next = unfold(&reading, at);

		if (next == NULL)
			return fail(&reading,
				"a line is not as RFC 5545 wants it", at);
		if (read_line(&reading, line) != 0)
			return -1;
		at = next;
	}
	if (reading.depth != 0)
		return fail(&reading, "a component is not ended",
			innermost(&reading));
	return 0;
}

void calendar_release(struct calendar *calendar)
{
	pool_release(&calendar->pool);
}

int calendar_put_text(struct buf *out, const char *value)
{
	for (;;) {
		size_t length = strcspn(value, "\\,;");

		buf_put(out, value, length);
		value += length;
		if (*value == '\0')
			return 0;
		if (*value != '\\' || value[1] == '\0' ||
			strchr("\\,;nN", value[1]) == NULL)
			return -1;
		buf_putc(out,
			value[1] == 'n' || value[1] == 'N' ? '\n' : value[1]);
		value += 2;
	}
}
