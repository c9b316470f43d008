#include "plan/plan.h"

#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "plan/keep.h"
#include "plan/links.h"
#include "plan/order.h"
#include "plan/patch.h"
#include "plan/planning.h"
#include "base/banned.h"

static struct when last_of(const struct sitting *sitting)
{
	return sitting->end.precision == WHEN_ABSENT ? sitting->start
						     : sitting->end;
}

struct fragment *plan_put(struct plan *plan, const struct fragment *fragment)
{
	struct fragment *kept = pool_alloc(&plan->pool, sizeof(*kept));

	*kept = *fragment;
	if (kept->sitting != NULL) {
		kept->start = kept->sitting->start;
		kept->last = last_of(kept->sitting);
	}
	plan->fragments = pool_grow(&plan->pool, plan->fragments, plan->count,
		sizeof(*plan->fragments));
	plan->fragments[plan->count++] = kept;
	return kept;
}

static int is_change(const struct ledger_line *line)
{
	return strncmp(line->item, item_change, strlen(item_change)) == 0;
}

/* A language of the publisher, as it is called there; or NULL. */
static const char *known_language(
	const struct publisher *publisher, const char *language)
{
	for (size_t i = 0; i < publisher->language_count; i++)
		if (strcmp(publisher->languages[i], language) == 0)
			return publisher->languages[i];
	return NULL;
}

/*
 * What is published and was not told in this run stands as it is.  Changes of
 * a meeting that is told are those that its record tells, as long as there is
 * a text that could tell them.
 */
static int is_missing(const struct plan *plan, const struct ledger_line *line,
	const struct event *event)
{
	return !line->is_told && strcmp(line->state, state_removed) != 0 &&
		strcmp(line->state, state_forgotten) != 0 &&
		known_language(&plan->site->publisher, line->language) !=
		NULL &&
		(event == NULL || event->hidden || !is_change(line) ||
			event->disputed || plan_text_is_gone(event, line));
}

/* A hidden meeting is known all the same: its feeds are those that it had. */
static const struct view *view_of(
	struct plan *plan, const struct event *event, const char *language)
{
	const struct publisher *publisher = &plan->site->publisher;

	return event == NULL ? NULL
			     : view_make(&plan->pool, publisher, event,
				       known_language(publisher, language));
}

static void keep_missing_object(struct plan *plan, const char *uid,
	const struct event *event, const char *language)
{
	struct fragment object = {.format = FORMAT_EVENTS,
		.language = language,
		.id = uid,
		.view = view_of(plan, event, language),
		.bytes = BUF_INIT};
	enum status status;

	if (ledger_event(plan->ledger, uid, &object.start, &status) != 0)
		return;
	object.last = object.start;
	if (keep_object(plan, &object) == 0)
		plan_put(plan, &object);
}

static void keep_missing(struct plan *plan, const struct ledger_line *line,
	const struct event *event)
{
	struct fragment fragment = {
		.view = view_of(plan, event, line->language)};
	struct fragment object;

	if (keep_fragment(plan, &fragment, line) != 0)
		return;
	fragment.line = (struct ledger_line *)line;
	plan_put(plan, &fragment);
	if (fragment.format != FORMAT_ATOM)
		return;
	object = fragment;
	object.format = FORMAT_JSON_FEED;
	object.bytes = (struct buf)BUF_INIT;
	if (keep_object(plan, &object) == 0)
		plan_put(plan, &object);
}

/* RFC 6721: what is left of an entry that is gone. */
static void plan_tombstone(struct plan *plan, const struct ledger_line *line,
	const struct event *event)
{
	struct entry_memory memory;
	struct fragment fragment = {
		.view = view_of(plan, event, line->language),
		.language = pool_text(&plan->pool, line->language),
		.format = is_change(line) ? FORMAT_CHANGES : FORMAT_ATOM,
		.is_tombstone = 1,
		.year = line->year,
		.bytes = BUF_INIT};

	if (ledger_recall(line, &memory) != 0)
		return;
	fragment.id = keep_id(plan, fragment.format, line);
	fragment.published = memory.published;
	fragment.updated = memory.updated;
	if (line->before != NULL)
		fragment.news = NEWS_CHANGED;
	plan_put(plan, &fragment);
}

static void keep_all_missing(struct plan *plan)
{
	const struct publisher *publisher = &plan->site->publisher;

	for (size_t i = 0; i < plan->ledger->count; i++) {
		const struct ledger_line *line = &plan->ledger->lines[i];
		const struct event *event = site_event(plan->site, line->uid);

		if (event == NULL && plan->site->is_part)
			continue;
		if (strcmp(line->item, item_event) == 0 && !line->is_told &&
			strcmp(line->state, state_published) == 0)
			for (size_t j = 0; j < publisher->language_count; j++)
				keep_missing_object(plan, line->uid, event,
					publisher->languages[j]);
		else if (is_missing(plan, line, event))
			keep_missing(plan, line, event);
		else if (strcmp(line->state, state_removed) == 0 &&
			known_language(publisher, line->language) != NULL)
			plan_tombstone(plan, line, event);
	}
}

struct plan *plan_make(struct site *site, struct ledger *ledger,
	struct diag *diag, instant now)
{
	struct plan *plan = mem_alloc(sizeof(*plan));

	plan->site = site;
	plan->ledger = ledger;
	plan->published = (struct published)PUBLISHED_INIT;
	plan->now = now;
	for (size_t i = 0; i < ledger->count && !plan->has_missing; i++)
		plan->has_missing = !site->is_part &&
			strcmp(ledger->lines[i].item, item_event) == 0 &&
			plan_is_out_of_reach(plan, ledger->lines[i].uid);
	for (size_t i = 0; i < site->event_count; i++)
		if (!site->events[i]->hidden)
			plan_event(plan, site->events[i], diag);
	keep_all_missing(plan);
	return plan;
}

int plan_has_doubt(const struct fragment *fragment)
{
	return fragment->format == FORMAT_ICS && fragment->line &&
		fragment->line->before &&
		strcmp(fragment->line->before->digest, digest_unknown) == 0;
}

int plan_restamp(struct plan *plan, struct fragment *fragment)
{
	const char *bytes;
	size_t length;

	if (!plan_has_doubt(fragment))
		return 0;
	bytes = keep_bytes(plan, fragment->line->before, &length);
	if (bytes != NULL && length == fragment->bytes.length &&
		memcmp(bytes, fragment->bytes.bytes, length) == 0)
		return 0;
	ledger_restamp(fragment, plan->now);
	return 1;
}

/* What stood there, or nothing. */
static int take_back(struct plan *plan, struct fragment *fragment)
{
	const struct ledger_line *line = fragment->line;
	int is_new = line != NULL && line->before == NULL;

	buf_release(&fragment->bytes);
	if (line == NULL)
		return keep_object(plan, fragment);
	ledger_take_back(plan->ledger, fragment);
	return is_new ? -1 : keep_fragment(plan, fragment, line);
}

/* The item of JSON that shows the same as an entry, or NULL. */
static struct fragment *twin_of(
	const struct plan *plan, const struct fragment *fragment)
{
	for (size_t i = 0; i < plan->count; i++) {
		struct fragment *other = plan->fragments[i];

		if (fragment->format == FORMAT_ATOM &&
			other->format == FORMAT_JSON_FEED && !other->is_kept &&
			strcmp(other->id, fragment->id) == 0 &&
			strcmp(other->language, fragment->language) == 0)
			return other;
	}
	return NULL;
}

void plan_hold_back(struct plan *plan, struct fragment *fragment)
{
	struct fragment *twin = twin_of(plan, fragment);
	size_t kept = 0;

	if (twin != NULL)
		plan_hold_back(plan, twin);
	if (take_back(plan, fragment) == 0)
		return;
	for (size_t i = 0; i < plan->count; i++)
		if (plan->fragments[i] != fragment)
			plan->fragments[kept++] = plan->fragments[i];
	plan->count = kept;
}

int plan_feeds(struct plan *plan)
{
	for (size_t i = 0; i < plan->count; i++)
		plan->fragments[i]->is_wanted = 0;
	if (plan->patch == NULL)
		plan->feeds =
			feeds_make(&plan->pool, plan->site, plan->fragments,
				plan->count, &plan->published, plan->now);
	else if (patch_feeds(plan, plan->patch, &plan->feeds) != 0)
		return -1;
	for (size_t i = 0; i < plan->feeds.count; i++) {
		const struct feed *feed = plan->feeds.items[i];

		for (size_t j = 0; j < feed->fragment_count; j++)
			feed->fragments[j]->is_wanted = 1;
	}
	return 0;
}

instant plan_until(const struct plan *plan)
{
	const struct publisher *publisher = &plan->site->publisher;
	struct when day = zone_clock(publisher->zone, plan->now);
	struct when window;

	day.precision = WHEN_CLOCK;
	day.hour = day.minute = day.second = 0;
	if (plan->feeds.earliest.precision == WHEN_ABSENT)
		return INT64_MAX;
	do {
		day = when_add_days(day, 1);
		window = order_window(
			publisher, zone_instant(publisher->zone, &day));
	} while (when_compare(&window, &plan->feeds.earliest) <= 0);
	return zone_instant(publisher->zone, &day);
}

int plan_has_feed(const struct plan *plan, const char *path)
{
	return links_find(&plan->feeds, path) != NULL;
}

void plan_free(struct plan *plan)
{
	for (size_t i = 0; i < plan->count; i++)
		buf_release(&plan->fragments[i]->bytes);
	published_release(&plan->published);
	pool_release(&plan->pool);
	free(plan);
}
