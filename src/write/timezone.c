#include "write/timezone.h"

#include <stdlib.h>
#include "write/contentline.h"
#include "base/banned.h"

static void put_offset(struct buf *out, const char *name, int seconds)
{
	size_t line = contentline_begin(out, name);
	int rest = abs(seconds);

	buf_putc(out, ':');
	buf_putc(out, seconds < 0 ? '-' : '+');
	buf_put_number(out, rest / 3600, 2);
	buf_put_number(out, rest / 60 % 60, 2);
	/* RFC 5545, 3.3.14: seconds only where there are some. */
	if (rest % 60 != 0)
		buf_put_number(out, rest % 60, 2);
	contentline_end(out, line);
}

/* What holds from `at` on; the clocks showed `from` seconds until then. */
static void put_observance(
	struct buf *out, const struct zone *zone, instant at, int from)
{
	int to = zone_offset(zone, at);
	struct when start = when_from_utc(at + from);
	/* Where winter is the exception (Dublin, Casablanca), programs still
	 * expect the clocks to be ahead in DAYLIGHT. */
	const char *kind = to > from ? "DAYLIGHT" : "STANDARD";
	size_t line;

	contentline_put_value(out, "BEGIN", kind);
	line = contentline_begin(out, "DTSTART:");
	when_put_ical(out, &start);
	contentline_end(out, line);
	put_offset(out, "TZOFFSETFROM", from);
	put_offset(out, "TZOFFSETTO", to);
	contentline_put_value(out, "END", kind);
}

void timezone_put(struct buf *out, const char *name, const struct zone *zone,
	int first_year, int last_year)
{
	struct when first = {WHEN_DAY, first_year, 1, 1, 0, 0, 0};
	struct when last = {WHEN_DAY, last_year + 1, 1, 1, 0, 0, 0};
	instant at = zone_instant(zone, &first);
	instant until = zone_instant(zone, &last);

	contentline_put(out, "BEGIN:VTIMEZONE");
	contentline_put_value(out, "TZID", name);
	put_observance(out, zone, at, zone_offset(zone, at));
	for (;;) {
		int from = zone_offset(zone, at);

		at = zone_next_change(zone, at, until);
		if (at > until)
			break;
		put_observance(out, zone, at, from);
	}
	contentline_put(out, "END:VTIMEZONE");
}
