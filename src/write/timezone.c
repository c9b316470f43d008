#include "write/timezone.h"

#include <stdlib.h>
#include "write/contentline.h"
#include "base/banned.h"

static void put_offset(struct buf *out, const char *name, int seconds)
{
	struct buf line = BUF_INIT;
	int minutes = abs(seconds) / 60;

	/* RFC 5545, 3.3.14: seconds only where there are some. */
	buf_printf(&line, "%s:%c%02d%02d", name, seconds < 0 ? '-' : '+',
		minutes / 60, minutes % 60);
	if (seconds % 60 != 0)
		buf_printf(&line, "%02d", abs(seconds) % 60);
	contentline_put(out, line.bytes);
	buf_release(&line);
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
	struct buf line = BUF_INIT;

	buf_printf(&line, "BEGIN:%s", kind);
	contentline_put(out, line.bytes);
	buf_cut(&line, 0);
	buf_printf(&line, "DTSTART:%04d%02d%02dT%02d%02d%02d", start.year,
		start.month, start.day, start.hour, start.minute, start.second);
	contentline_put(out, line.bytes);
	put_offset(out, "TZOFFSETFROM", from);
	put_offset(out, "TZOFFSETTO", to);
	buf_cut(&line, 0);
	buf_printf(&line, "END:%s", kind);
	contentline_put(out, line.bytes);
	buf_release(&line);
}

void timezone_put(struct buf *out, const char *name, const struct zone *zone,
	int first_year, int last_year)
{
	struct when first = {WHEN_DAY, first_year, 1, 1, 0, 0, 0};
	struct when last = {WHEN_DAY, last_year + 1, 1, 1, 0, 0, 0};
	instant at = zone_instant(zone, &first);
	instant until = zone_instant(zone, &last);
	struct buf line = BUF_INIT;

	contentline_put(out, "BEGIN:VTIMEZONE");
	buf_printf(&line, "TZID:%s", name);
	contentline_put(out, line.bytes);
	put_observance(out, zone, at, zone_offset(zone, at));
	for (;;) {
		int from = zone_offset(zone, at);

		at = zone_next_change(zone, at, until);
		if (at > until)
			break;
		put_observance(out, zone, at, from);
	}
	contentline_put(out, "END:VTIMEZONE");
	buf_release(&line);
}
