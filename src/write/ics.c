#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "model/colour.h"
#include "write/contentline.h"
#include "write/feed_title.h"
#include "write/vevent.h"
#include "write/writer.h"
#include "base/banned.h"

/*
 * RFC 7986, 5, and what came before it.  A single event has no name: programs
 * would make a calendar of that name from it.
 */
static void put_names(struct buf *out, const struct feed *feed)
{
	struct buf title = BUF_INIT, description = BUF_INIT;
	struct buf source = BUF_INIT, home = BUF_INIT;
	struct icaldurationtype day = {.days = 1};
	const char *language;

	feed_title_put(&title, feed);
	language = feed_title_put_description(&description, feed);
	publisher_put_address(&source, feed->publisher, feed->address);
	feed_title_put_home(&home, feed);
	contentline_put_in(out,
		publisher_mark(feed->publisher, feed->language, feed->language),
		icalproperty_new_name(title.bytes));
	contentline_put_x(out, "X-WR-CALNAME", title.bytes);
	contentline_put_in(out,
		publisher_mark(feed->publisher, feed->language, language),
		icalproperty_new_description(description.bytes));
	contentline_put_x(out, "X-WR-CALDESC", description.bytes);
	contentline_put(out, icalproperty_new_url(home.bytes));
	contentline_put(out, icalproperty_new_source(source.bytes));
	contentline_put(out, icalproperty_new_refreshinterval(day));
	contentline_put_as(
		out, "X-PUBLISHED-TTL", icalproperty_new_duration(day));
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
	contentline_put(out, icalproperty_new_color(series->colour));
	contentline_put_x(out, "X-APPLE-CALENDAR-COLOR", hex.bytes);
	buf_release(&hex);
}

/* RFC 5545, 3.6.5: each zone once, in the order in which they are needed. */
static void put_zones(struct buf *out, const struct feed *feed)
{
	bool *is_put = mem_alloc((feed->clocks_count + 1) * sizeof(*is_put));

	memset(is_put, 0, feed->clocks_count * sizeof(*is_put));
	for (size_t i = 0; i < feed->fragment_count; i++) {
		const struct clocks *clocks =
			feed_clocks(feed, feed->fragments[i]);

		if (clocks == NULL || is_put[clocks - feed->clocks])
			continue;
		buf_puts(out, clocks->text);
		is_put[clocks - feed->clocks] = true;
	}
	free(is_put);
}

/*
 * RFC 5545, 3.6.  No UID of the calendar (RFC 7986, 5.3): vdirsyncer takes
 * the first UID it meets for that of every event.
 */
static void put_head(struct buf *out, const struct feed *feed)
{
	contentline_begin(out, "VCALENDAR");
	contentline_put(out, icalproperty_new_version("2.0"));
	contentline_put(out,
		icalproperty_new_prodid(
			"-//dialogue-feeds//NONSGML dialogue-feeds//EN"));
	contentline_put(out, icalproperty_new_calscale("GREGORIAN"));
	if (feed->scope != SCOPE_EVENT) {
		put_names(out, feed);
		put_colour(out, feed->series);
	}
	put_zones(out, feed);
}

static void put_tail(struct buf *out, const struct feed *feed)
{
	(void)feed;
	contentline_end(out, "VCALENDAR");
}

const struct writer ics_writer = {vevent_put, put_head, put_tail, ""};
