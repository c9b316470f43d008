#include "plan/plan.h"

#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "plan/former.h"
#include "plan/apart.h"
#include "plan/archives.h"
#include "plan/assign.h"
#include "plan/cards.h"
#include "plan/clocks.h"
#include "plan/events.h"
#include "plan/left.h"
#include "plan/links.h"
#include "plan/order.h"
#include "plan/pages.h"
#include "plan/tombstones.h"
#include "base/banned.h"

struct fragment *plan_put(struct plan *plan, const struct fragment *fragment)
{
	struct fragment *kept = pool_alloc(&plan->pool, sizeof(*kept));

	*kept = *fragment;
	plan->fragments = pool_grow(&plan->pool, plan->fragments, plan->count,
		sizeof(*plan->fragments));
	plan->fragments[plan->count++] = kept;
	return kept;
}

/* Files of its own that an event had once go on. */
static void decide_files(struct plan *plan)
{
	struct site *site = plan->site;
	bool wanted = feeds_wants_event_files(site);

	for (size_t i = 0; i < site->event_count; i++) {
		struct event *event = site->events[i];
		const struct published *before =
			ledger_find(plan->ledger, event->uid);

		event->has_files = wanted ||
			(before != NULL && before->event != NULL &&
				before->has_files);
	}
}

/* What the ledger says of the site as a whole. */
static void plan_site(struct plan *plan)
{
	const struct publisher *publisher = &plan->site->publisher;
	struct ledger *next = &plan->next;

	next->languages = publisher->languages;
	next->language_count = publisher->language_count;
	next->pages = publisher->pages;
	next->forgotten = plan->ledger->forgotten;
	next->forgotten_count = plan->ledger->forgotten_count;
}

/* A preview says the same until something changes, at least for a day. */
static instant moment_of_news(const struct site *site, instant now)
{
	const instant day = 24 * 60 * 60;

	return site->is_preview ? now - now % day : now;
}

struct plan *plan_make(struct site *site, const struct ledger *ledger,
	struct diag *diag, instant now)
{
	struct plan *plan = mem_alloc(sizeof(*plan));

	plan->site = site;
	plan->ledger = ledger;
	plan->touched = ledger->touched;
	plan->now = now;
	plan->told = moment_of_news(site, now);
	plan->pages_until = INT64_MAX;
	stamp_begin(&plan->stamping, site, ledger, now);
	plan_site(plan);
	decide_files(plan);
	if (plan->touched != NULL)
		cards_plan(plan);
	for (size_t i = 0; i < site->event_count; i++)
		if (!site->events[i]->hidden && !site->events[i]->is_context)
			events_plan(plan, site->events[i], diag);
	for (size_t i = 0; i < ledger->count; i++) {
		const struct published *meeting = ledger->meetings[i];
		const struct event *event = site_event(site, meeting->uid);

		if (meeting->event == NULL && (event == NULL || event->hidden))
			tombstones_plan_forgotten(plan, meeting);
	}
	apart_entries(plan);
	pages_plan(plan);
	return plan;
}

/* An archive that only loses what it had is no feed: see plan/left.h. */
static void drop_empty(struct feeds *feeds)
{
	size_t kept = 0;

	for (size_t i = 0; i < feeds->count; i++)
		if (feeds->items[i]->fragment_count > 0)
			feeds->items[kept++] = feeds->items[i];
	feeds->count = kept;
}

/* Nothing but what is gone: nobody is led there any more. */
static bool has_tombstones_only(const struct feed *feed)
{
	for (size_t i = 0; i < feed->fragment_count; i++)
		if (!feed->fragments[i]->is_tombstone)
			return false;
	return true;
}

void plan_feeds(struct plan *plan)
{
	struct when window = order_window(&plan->site->publisher, plan->now);
	struct pool lists = POOL_INIT;
	struct feeds feeds = assign_all(plan, &lists);

	drop_empty(&feeds);
	pages_give(plan, &feeds);
	for (size_t i = 0; i < feeds.count; i++) {
		order_cut(feeds.items[i], &window);
		order_note_earliest(feeds.items[i], &window, &feeds.earliest);
		feeds.items[i]->fragments =
			pool_settle(&plan->pool, feeds.items[i]->fragments,
				feeds.items[i]->fragment_count *
					sizeof(*feeds.items[i]->fragments));
		feeds.items[i]->is_left = has_tombstones_only(feeds.items[i]);
	}
	archives_add(plan, &feeds);
	former_add_all(plan, &feeds);
	left_add(plan, &feeds);
	pages_add_subjects(plan, &feeds);
	pool_release(&lists);
	clocks_give(plan, &feeds);
	links_make(&plan->pool, &plan->site->publisher, &feeds);
	plan->feeds = feeds;
	pages_link(plan);
}

/* The clock ends with the year 2999. */
enum { LAST_YEAR = 2999 };

/* No day of this year leaves the window before this one. */
static struct when first_to_leave(const struct window *window, int year)
{
	struct when day = {.precision = WHEN_CLOCK,
		.year = year + window->months / 12,
		.month = 1,
		.day = 1};

	return when_add_days(day, window->days);
}

instant plan_until(const struct plan *plan)
{
	const struct publisher *publisher = &plan->site->publisher;
	struct when day = zone_clock(publisher->zone, plan->now);
	struct when window, first;
	instant until;

	day.precision = WHEN_CLOCK;
	day.hour = day.minute = day.second = 0;
	first = first_to_leave(&publisher->window, plan->feeds.earliest.year);
	if (plan->feeds.earliest.precision == WHEN_ABSENT ||
		first.year > LAST_YEAR)
		return plan->pages_until;
	if (when_compare(&day, &first) < 0)
		day = first;
	do {
		day = when_add_days(day, 1);
		window = order_window(
			publisher, zone_instant(publisher->zone, &day));
	} while (when_compare(&window, &plan->feeds.earliest) <= 0);
	until = zone_instant(publisher->zone, &day);
	return until < plan->pages_until ? until : plan->pages_until;
}

void plan_free(struct plan *plan)
{
	for (size_t i = 0; i < plan->count; i++)
		buf_release(&plan->fragments[i]->bytes);
	mapped_release(&plan->written);
	pool_release(&plan->pool);
	free(plan);
}
