#include "plan/order.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/collate.h"
#include "base/mem.h"
#include "base/banned.h"

struct when order_window(const struct publisher *publisher, instant now)
{
	struct when day = zone_clock(publisher->zone, now);
	int months = day.year * 12 + day.month - 1 - publisher->window.months;
	int most;

	day.precision = WHEN_DAY;
	day.hour = day.minute = day.second = 0;
	/* No record is older than the year 1000. */
	if (months < 1000 * 12)
		months = 1000 * 12;
	day.year = months / 12;
	day.month = months % 12 + 1;
	most = when_days_in_month(day.year, day.month);
	day.day = day.day < most ? day.day : most;
	return when_add_days(day, -publisher->window.days);
}

static struct when last_day(const struct fragment *fragment)
{
	struct when last = fragment->last;

	if (last.precision != WHEN_ABSENT)
		last.precision = WHEN_DAY;
	last.hour = last.minute = last.second = 0;
	return last;
}

/* Whether it ends in the window; what has no day does. */
static bool is_in_window(
	const struct fragment *fragment, const struct when *window)
{
	struct when last = last_day(fragment);

	return when_compare(&last, window) >= 0;
}

/*
 * A calendar with nothing in it is an error to programs that subscribe to
 * it, so the last event stays when the window has passed all of them.
 */
static void cut_to_window(struct feed *feed, const struct when *start)
{
	size_t kept = 0;
	struct fragment *last = feed->fragments[feed->fragment_count - 1];

	for (size_t i = 0; i < feed->fragment_count; i++)
		if (is_in_window(feed->fragments[i], start))
			feed->fragments[kept++] = feed->fragments[i];
	if (kept == 0)
		feed->fragments[kept++] = last;
	feed->fragment_count = kept;
}

/* Dates first; what is over stands behind all else, the last of it first. */
static int compare_listed(const struct fragment *a, const struct fragment *b)
{
	const struct meeting *first = a->meeting, *other = b->meeting;
	int order;

	if (first->is_past != other->is_past)
		return first->is_past ? 1 : -1;
	if (meeting_has_date(first) != meeting_has_date(other))
		return meeting_has_date(first) ? -1 : 1;
	order = when_compare(&a->start, &b->start);
	if (order == 0)
		order = strcmp(a->id, b->id);
	return first->is_past ? -order : order;
}

int order_compare(const struct fragment *a, const struct fragment *b)
{
	int order = 0;

	if (a->format != b->format)
		return a->format < b->format ? -1 : 1;
	if (a->format == FORMAT_ICS || a->format == FORMAT_EVENTS ||
		a->format == FORMAT_CSV)
		order = when_compare(&a->start, &b->start);
	else if (a->meeting != NULL)
		order = compare_listed(a, b);
	else if (a->format == FORMAT_INDEX)
		order = collate(a->title, b->title);
	else if (a->updated != b->updated)
		order = a->updated > b->updated ? -1 : 1;
	return order != 0 ? order : strcmp(a->id, b->id);
}

static int compare_fragments(const void *left, const void *right)
{
	return order_compare(*(struct fragment *const *)left,
		*(struct fragment *const *)right);
}

/* The first `count` of `all` are in order, and so are the others. */
static void merge(struct fragment **fragments, size_t count, size_t all)
{
	struct fragment **first = mem_alloc(count * sizeof(*first));
	size_t next = 0, other = count;

	memcpy(first, fragments, count * sizeof(*first));
	for (size_t i = 0; next < count; i++) {
		int is_first = other == all ||
			order_compare(first[next], fragments[other]) <= 0;

		fragments[i] = is_first ? first[next++] : fragments[other++];
	}
	free(first);
}

/* In an edit nearly all stand in order already, behind a few new ones. */
void order_fragments(struct fragment **fragments, size_t count)
{
	size_t front = count > 0 ? count - 1 : 0;

	while (front > 0 &&
		order_compare(fragments[front - 1], fragments[front]) <= 0)
		front--;
	if (front == 0)
		return;
	qsort(fragments, front, sizeof(*fragments), compare_fragments);
	merge(fragments, front, count);
}

/* RFC 6721, 3: what is gone stands before what is there. */
static void put_tombstones_first(struct feed *feed)
{
	size_t first = 0;

	for (size_t i = 0; i < feed->fragment_count; i++) {
		struct fragment *fragment = feed->fragments[i];

		if (!fragment->is_tombstone)
			continue;
		for (size_t j = i; j > first; j--)
			feed->fragments[j] = feed->fragments[j - 1];
		feed->fragments[first++] = fragment;
	}
}

void order_note_earliest(const struct feed *feed, const struct when *window,
	struct when *earliest)
{
	for (size_t i = 0;
		feed->period == PERIOD_WINDOW && i < feed->fragment_count;
		i++) {
		struct when last = last_day(feed->fragments[i]);

		if (when_compare(&last, window) >= 0 &&
			when_compare(&last, earliest) < 0)
			*earliest = last;
	}
}

/* Tombstones do not count, so that JSON, which has none, shows the same. */
static void cut_to_newest(struct feed *feed)
{
	size_t kept = 0, entries = 0;

	while (kept < feed->fragment_count && entries < ORDER_NEWEST)
		entries += !feed->fragments[kept++]->is_tombstone;
	feed->fragment_count = kept;
}

/* A page of the site or a subject starts with a few meetings and releases. */
static void cut_index(struct feed *feed)
{
	size_t room[] = {[FORMAT_AHEAD] = ORDER_AHEAD,
		[FORMAT_NEWS] = ORDER_NEWS,
		[FORMAT_PAST] = feed->scope == SCOPE_SITE ? 0 : ORDER_PAST,
		[FORMAT_INDEX] = SIZE_MAX};
	size_t kept = 0;

	for (size_t i = 0; i < feed->fragment_count; i++) {
		size_t *left = &room[feed->fragments[i]->format];

		if (*left == 0)
			continue;
		--*left;
		feed->fragments[kept++] = feed->fragments[i];
	}
	feed->fragment_count = kept;
}

void order_feed(struct feed *feed)
{
	order_fragments(feed->fragments, feed->fragment_count);
	put_tombstones_first(feed);
}

void order_cut(struct feed *feed, const struct when *window)
{
	if (feed->period == PERIOD_WINDOW)
		cut_to_window(feed, window);
	if (feed->period == PERIOD_NEWEST)
		cut_to_newest(feed);
	if (feed->format == FORMAT_INDEX)
		cut_index(feed);
	if ((feed->format == FORMAT_NEXT || feed->format == FORMAT_EMBED) &&
		feed->fragment_count > ORDER_NEXT)
		feed->fragment_count = ORDER_NEXT;
	put_tombstones_first(feed);
}
