#include <string.h>
#include "base/pool.h"
#include "model/colour.h"
#include "write/contentline.h"
#include "write/names.h"
#include "write/timezone.h"
#include "write/vevent.h"
#include "write/writer.h"
#include "base/banned.h"

/* No type is known of it, so that programs undo no escape but this one. */
static void put_unofficial(struct buf *out, const char *name, const char *value)
{
	size_t line = contentline_begin(out, name);

	buf_putc(out, ':');
	for (; *value != '\0'; value++) {
		if (*value == '\\')
			buf_putc(out, '\\');
		buf_putc(out, *value);
	}
	contentline_end(out, line);
}

/*
 * RFC 7986, 5, and what came before it.  A single event has no name: programs
 * would make a calendar of that name from it.
 */
static void put_names(struct buf *out, const struct feed *feed)
{
	struct buf title = BUF_INIT, description = BUF_INIT;
	struct buf source = BUF_INIT, home = BUF_INIT;

	names_put_title(&title, feed);
	names_put_description(&description, feed);
	names_put_address(&source, feed->publisher, feed->address);
	names_put_home(&home, feed);
	contentline_put_text(out, "NAME", feed->language, title.bytes);
	put_unofficial(out, "X-WR-CALNAME", title.bytes);
	contentline_put_text(
		out, "DESCRIPTION", feed->language, description.bytes);
	put_unofficial(out, "X-WR-CALDESC", description.bytes);
	contentline_put_value(out, "URL", home.bytes);
	contentline_put_value(out, "SOURCE;VALUE=URI", source.bytes);
	contentline_put(out, "REFRESH-INTERVAL;VALUE=DURATION:P1D");
	contentline_put(out, "X-PUBLISHED-TTL:P1D");
	buf_release(&home);
	buf_release(&source);
	buf_release(&description);
	buf_release(&title);
}

static void put_colour(struct buf *out, const struct series *series)
{
	struct buf hex = BUF_INIT;

	if (series == NULL || series->colour == NULL)
		return;
	buf_printf(&hex, "#%06X", colour_find(series->colour)->rgb);
	contentline_put_value(out, "COLOR", series->colour);
	contentline_put_value(out, "X-APPLE-CALENDAR-COLOR", hex.bytes);
	buf_release(&hex);
}

/* The years in which the events of a feed use a zone; 0 when none does. */
static int zone_years(
	const struct feed *feed, const char *name, int *first, int *last)
{
	int found = 0;

	for (size_t i = 0; i < feed->fragment_count; i++) {
		const struct sitting *sitting = feed->fragments[i]->sitting;
		int end = sitting->end.precision == WHEN_ABSENT
			? sitting->start.year
			: sitting->end.year;

		if (sitting->zone_name == NULL ||
			strcmp(sitting->zone_name, name) != 0)
			continue;
		if (!found || sitting->start.year < *first)
			*first = sitting->start.year;
		if (!found || end > *last)
			*last = end;
		found = 1;
	}
	return found;
}

/* RFC 5545, 3.6.5: each zone once, in the order in which they are needed. */
static void put_zones(struct buf *out, const struct feed *feed)
{
	struct pool pool = POOL_INIT;
	const char **names = NULL;
	size_t count = 0;

	for (size_t i = 0; i < feed->fragment_count; i++) {
		const struct sitting *sitting = feed->fragments[i]->sitting;
		int first = 0, last = 0;
		size_t j = 0;

		if (sitting->zone_name == NULL || zone_is_utc(sitting->zone))
			continue;
		while (j < count && strcmp(names[j], sitting->zone_name) != 0)
			j++;
		if (j < count)
			continue;
		names = pool_grow(&pool, names, count, sizeof(*names));
		names[count++] = sitting->zone_name;
		zone_years(feed, sitting->zone_name, &first, &last);
		timezone_put(
			out, sitting->zone_name, sitting->zone, first, last);
	}
	pool_release(&pool);
}

/*
 * RFC 5545, 3.6.  No UID of the calendar (RFC 7986, 5.3): vdirsyncer takes
 * the first UID it meets for that of every event.
 */
static void put_head(struct buf *out, const struct feed *feed)
{
	contentline_put(out, "BEGIN:VCALENDAR");
	contentline_put(out, "VERSION:2.0");
	contentline_put(
		out, "PRODID:-//dialogue-feeds//NONSGML dialogue-feeds//EN");
	contentline_put(out, "CALSCALE:GREGORIAN");
	if (feed->scope != SCOPE_EVENT) {
		put_names(out, feed);
		put_colour(out, feed->series);
	}
	put_zones(out, feed);
}

static void put_tail(struct buf *out, const struct feed *feed)
{
	(void)feed;
	contentline_put(out, "END:VCALENDAR");
}

const struct writer ics_writer = {vevent_put, put_head, put_tail, ""};
