#include "model/page.h"

#include <stdint.h>
#include <string.h>
#include "base/banned.h"

const struct page *page_of_series(const struct page *page)
{
	size_t i = 0;

	while (page->translations[i]->language != page->language)
		i++;
	return page->translations[i];
}

bool meeting_has_date(const struct meeting *meeting)
{
	return meeting->start.precision != WHEN_ABSENT &&
		meeting->status != STATUS_POSTPONED;
}

static bool is_session(const struct meeting *meeting)
{
	return meeting_has_date(meeting) && !meeting->is_side;
}

const struct meeting *page_neighbour(const struct page *page, int step)
{
	const struct meeting *last = page->meetings + page->meeting_count;
	const struct meeting *at = page->meeting;

	if (at == NULL || !is_session(at))
		return NULL;
	do {
		if (step < 0 ? at == page->meetings : at + 1 == last)
			return NULL;
		at += step;
	} while (!is_session(at));
	return at;
}

/* The first moment behind the last day that is meant. */
static instant end_of_days(const struct zone *zone, struct when last)
{
	instant moments[2];

	if (last.precision == WHEN_YEAR)
		last.month = 12;
	if (last.precision == WHEN_YEAR || last.precision == WHEN_MONTH)
		last.day = when_days_in_month(last.year, last.month);
	last.precision = WHEN_CLOCK;
	last.hour = last.minute = last.second = 0;
	last = when_add_days(last, 1);
	zone_resolve(zone, &last, moments);
	return moments[0];
}

static instant end_of_sitting(
	const struct publisher *publisher, const struct sitting *sitting)
{
	const struct zone *zone =
		sitting->zone ? sitting->zone : publisher->zone;

	if (sitting->end.precision == WHEN_CLOCK)
		return zone_instant(zone, &sitting->end);
	return end_of_days(zone,
		sitting->end.precision == WHEN_ABSENT ? sitting->start
						      : sitting->end);
}

instant meeting_end(
	const struct publisher *publisher, const struct event *event)
{
	instant end = INT64_MIN;

	if (event->status == STATUS_HELD)
		return INT64_MIN;
	if (event->status == STATUS_POSTPONED || event->sitting_count == 0)
		return INT64_MAX;
	for (size_t i = 0; i < event->sitting_count; i++) {
		instant at = end_of_sitting(publisher, &event->sittings[i]);

		if (at > end)
			end = at;
	}
	return end;
}

void page_put_target(struct buf *out, const struct page *page, const char *link)
{
	const char *end = strrchr(page->path, '/');
	size_t length = end ? (size_t)(end - page->path) + 1 : 0;

	for (; strncmp(link, "../", 3) == 0; link += 3) {
		if (length == 0)
			return;
		for (length--; length > 0 && page->path[length - 1] != '/';)
			length--;
	}
	buf_put(out, page->path, length);
	buf_puts(out, link);
}
