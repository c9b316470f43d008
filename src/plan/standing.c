#include "plan/standing.h"

#include <string.h>
#include "base/banned.h"

/*
 * What stands between `before` and the first of the bytes in `ends`, to
 * `value`; cut to its room.  Returns -1 when `before` is not there.
 */
static int find_value(const char *bytes, size_t length, const char *before,
	const char *ends, char value[64])
{
	const char *at = memmem(bytes, length, before, strlen(before));
	const char *end = bytes + length;
	size_t size = 0;

	if (at == NULL)
		return -1;
	for (at += strlen(before); at < end && size < 63; at++) {
		if (strchr(ends, *at) != NULL)
			break;
		value[size++] = *at;
	}
	value[size] = '\0';
	return 0;
}

/* ";TZID=Asia/Tokyo:20260528T093000", ";VALUE=DATE:20260128". */
static int read_time(const char *line, struct when *when, char zone[64])
{
	const char *value = strchr(line, ':'), *rest;

	zone[0] = '\0';
	if (value == NULL || when_parse_ical(value + 1, when, &rest) != 0)
		return -1;
	if (strncmp(line, ";TZID=", 6) == 0) {
		memcpy(zone, line + 6, (size_t)(value - line - 6));
		zone[value - line - 6] = '\0';
	} else if (strcmp(rest, "Z") == 0) {
		memcpy(zone, "UTC", sizeof("UTC"));
	}
	return 0;
}

struct sitting *standing_sitting(
	struct pool *pool, const char *uid, const char *bytes, size_t length)
{
	struct sitting *sitting = pool_alloc(pool, sizeof(*sitting));
	char line[64], zone[64], end_zone[64];

	sitting->uid = uid;
	if (find_value(bytes, length, "\r\nDTSTART", "\r", line) != 0 ||
		read_time(line, &sitting->start, zone) != 0)
		return NULL;
	if (find_value(bytes, length, "\r\nDTEND", "\r", line) == 0 &&
		read_time(line, &sitting->end, end_zone) != 0)
		return NULL;
	/* RFC 5545, 3.8.2.2: days end with the day behind the last one. */
	if (sitting->end.precision == WHEN_DAY)
		sitting->end = when_add_days(sitting->end, -1);
	if (zone[0] == '\0')
		return sitting;
	sitting->zone = zone_find(zone);
	if (sitting->zone == NULL)
		return NULL;
	sitting->zone_name = zone_name(sitting->zone);
	return sitting;
}

static int read_instant(
	const char *bytes, size_t length, const char *before, instant *at)
{
	struct when when;
	const char *rest;
	char value[64];

	if (find_value(bytes, length, before, "<\"", value) != 0 ||
		when_parse(value, &when, &rest) != WHEN_FINE ||
		when.precision != WHEN_CLOCK || strcmp(rest, "Z") != 0)
		return -1;
	*at = when_as_utc(&when);
	return 0;
}

static int read_entry(
	struct fragment *fragment, const char *bytes, size_t length)
{
	static const char tombstone[] = "  <at:deleted-entry";

	fragment->is_tombstone =
		strncmp(bytes, tombstone, strlen(tombstone)) == 0;
	if (fragment->is_tombstone)
		return read_instant(
			bytes, length, " when=\"", &fragment->updated);
	return read_instant(bytes, length, "<published>",
		       &fragment->published) != 0 ||
			read_instant(bytes, length, "<updated>",
				&fragment->updated) != 0
		? -1
		: 0;
}

static int read_item(
	struct fragment *fragment, const char *bytes, size_t length)
{
	return read_instant(
		bytes, length, "\"date_modified\": \"", &fragment->updated);
}

/* A meeting without a time has null. */
static int read_object(
	struct fragment *fragment, const char *bytes, size_t length)
{
	char value[64];

	if (find_value(bytes, length, "\"start\": ", ",", value) != 0)
		return -1;
	if (strcmp(value, "null") == 0)
		return 0;
	if (find_value(bytes, length, "\"start\": \"", "\"", value) != 0)
		return -1;
	return when_parse(value, &fragment->start, NULL) == WHEN_FINE ? 0 : -1;
}

static int read_vevent(struct pool *pool, struct fragment *fragment,
	const char *bytes, size_t length)
{
	fragment->sitting = standing_sitting(pool, fragment->id, bytes, length);
	if (fragment->sitting == NULL)
		return -1;
	fragment->start = fragment->sitting->start;
	return 0;
}

static int read_bytes(struct pool *pool, struct fragment *fragment,
	const char *bytes, size_t length)
{
	/* Parts of pages are ordered by their names. */
	if (format_is_page(fragment->format))
		return 0;
	switch (fragment->format) {
	case FORMAT_ICS:
		return read_vevent(pool, fragment, bytes, length);
	case FORMAT_ATOM:
	case FORMAT_CHANGES:
		return read_entry(fragment, bytes, length);
	case FORMAT_JSON_FEED:
		return read_item(fragment, bytes, length);
	case FORMAT_EVENTS:
		return read_object(fragment, bytes, length);
	default:
		return -1;
	}
}

struct fragment *standing_read(struct pool *pool, const struct feed *feed,
	const struct published_fragment *published)
{
	const char *bytes = published->bytes;
	size_t length = published->length;
	struct fragment *fragment = pool_alloc(pool, sizeof(*fragment));

	fragment->format = feed->format;
	fragment->language = feed->language;
	fragment->id = published->id;
	fragment->stands = 1;
	fragment->bytes = (struct buf){(char *)(uintptr_t)bytes, length, 0};
	return read_bytes(pool, fragment, bytes, length) == 0 ? fragment : NULL;
}
