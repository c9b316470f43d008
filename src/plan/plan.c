#include "plan/plan.h"

#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/banned.h"

static int compare_paths(const void *left, const void *right)
{
	return strcmp((*(struct event *const *)left)->path,
		(*(struct event *const *)right)->path);
}

static struct event **sort_by_path(struct site *site)
{
	size_t size = site->event_count * sizeof(*site->events);
	struct event **sorted = pool_alloc(&site->pool, size + 1);

	if (size > 0) {
		memcpy(sorted, site->events, size);
		qsort(sorted, site->event_count, sizeof(*sorted),
			compare_paths);
	}
	return sorted;
}

/* Sittings beside the main one have a UUIDv5 for their uid. */
static int is_made_uid(const char *uid)
{
	return strlen(uid) == 36 && uid[14] == '5';
}

/* The event that a published VEVENT came from, or NULL. */
static struct event *event_of(const struct site *site,
	struct event *const *by_path, const struct ledger_line *line)
{
	struct event *event = site_event(site, line->uid);
	struct event key = {.path = line->record};
	struct event *const wanted = &key;
	struct event *const *found = NULL;

	if (event != NULL || !is_made_uid(line->uid) || site->event_count == 0)
		return event;
	found = bsearch(&wanted, by_path, site->event_count, sizeof(*by_path),
		compare_paths);
	return found ? *found : NULL;
}

static int has_time(const struct event *event, const char *uid)
{
	for (size_t i = 0; i < event->sitting_count; i++)
		if (strcmp(event->sittings[i].uid, uid) == 0)
			return sitting_has_day(&event->sittings[i]);
	return 0;
}

/* What stands in calendars must not vanish from them without a word. */
static void check_published(
	struct event *event, const struct ledger_line *line, struct diag *diag)
{
	struct pos at = {event->path, 0, 0};

	if (!event->draft && has_time(event, line->uid))
		return;
	event->hidden = 1;
	if (event->draft) {
		diag_error(diag, at, "was published and is a draft now");
		diag_help(diag,
			"delete draft=\"yes\"; a meeting that will not "
			"take place is status=\"cancelled\"");
		return;
	}
	diag_error(diag, at, "a time that was published is gone");
	diag_help(diag,
		"put <time> back; a meeting that will not take place then is "
		"status=\"postponed\" or \"cancelled\"");
}

static int check_authority(
	const struct site *site, const struct ledger *ledger, struct diag *diag)
{
	if (ledger->authority == NULL ||
		strcmp(ledger->authority, site->publisher.authority) == 0)
		return 0;
	diag_error(diag, (struct pos){"events/publisher.xml", 0, 0},
		"authority is '%s', but ids were published under '%s'",
		site->publisher.authority, ledger->authority);
	return diag_help(diag,
		"write authority=\"%s\" again: ids must never change",
		ledger->authority);
}

int plan_check(
	struct site *site, const struct ledger *ledger, struct diag *diag)
{
	struct event **by_path = sort_by_path(site);

	if (check_authority(site, ledger, diag) != 0)
		return -1;
	for (size_t i = 0; i < ledger->count; i++) {
		const struct ledger_line *line = &ledger->lines[i];
		struct event *event;

		if (strcmp(line->release, "-") != 0)
			continue;
		event = event_of(site, by_path, line);
		if (event != NULL && !event->hidden)
			check_published(event, line, diag);
	}
	return 0;
}

static void add_fragment(struct plan *plan, struct fragment fragment,
	struct ledger *ledger, instant now)
{
	struct fragment *kept = pool_alloc(&plan->pool, sizeof(*kept));

	*kept = fragment;
	kept->bytes = (struct buf)BUF_INIT;
	ledger_stamp(ledger, kept, now);
	/* A withdrawal has no date of its own but that of its publication. */
	if (kept->release != NULL &&
		kept->release->status == RELEASE_WITHDRAWN &&
		kept->stamp.modified > kept->updated)
		kept->updated = kept->stamp.modified;
	plan->fragments = pool_grow(&plan->pool, plan->fragments, plan->count,
		sizeof(*plan->fragments));
	plan->fragments[plan->count++] = kept;
}

static void plan_event(struct plan *plan, const struct view *view,
	struct ledger *ledger, instant now)
{
	const struct event *event = view->event;

	for (size_t i = 0; i < event->sitting_count; i++)
		if (sitting_has_day(&event->sittings[i]))
			add_fragment(plan,
				(struct fragment){.format = FORMAT_ICS,
					.view = view,
					.sitting = &event->sittings[i],
					.year = event->sittings[i].start.year},
				ledger, now);
}

static instant later(instant at, const struct date *other)
{
	return other->when.precision != WHEN_ABSENT && other->at > at
		? other->at
		: at;
}

/*
 * A language that published later counts from then; nothing was published
 * while it was under embargo.
 */
static instant published_at(
	const struct view *view, const struct release *release)
{
	const struct release_words *words =
		view->shown ? text_release(view->shown, release->id) : NULL;
	instant at = later(release->published.at, &release->not_before);

	at = later(at, &view->event->not_before);
	return words ? later(at, &words->published) : at;
}

/* Each correction moves `updated`, by a second if need be. */
static instant updated_at(const struct view *view,
	const struct release *release, instant published)
{
	struct release_view shown = view_release(view, release->id);
	instant updated = published;

	for (size_t i = 0;
		shown.words != NULL && i < shown.words->correction_count; i++) {
		instant at = shown.words->corrections[i].at.at;

		updated = at > updated ? at : updated + 1;
	}
	return updated;
}

/* Views of the other events that the release covers. */
static void add_also(struct plan *plan, struct fragment *fragment)
{
	const struct release *release = fragment->release;

	for (size_t i = 0; i < release->also_count; i++) {
		const struct event *event = release->also[i];

		if (event->hidden)
			continue;
		fragment->also = pool_grow(&plan->pool, fragment->also,
			fragment->also_count, sizeof(*fragment->also));
		fragment->also[fragment->also_count++] =
			view_make(&plan->pool, fragment->view->publisher, event,
				fragment->view->language);
	}
}

static void plan_releases(struct plan *plan, const struct view *view,
	struct ledger *ledger, instant now)
{
	const struct event *event = view->event;

	for (size_t i = 0; i < event->release_count; i++) {
		const struct release *release = &event->releases[i];
		struct fragment fragment = {.format = FORMAT_ATOM,
			.view = view_of_release(&plan->pool, view, release->id),
			.release = release};

		if (release->hidden)
			continue;
		fragment.published = published_at(fragment.view, release);
		fragment.updated =
			updated_at(fragment.view, release, fragment.published);
		fragment.year =
			zone_clock(view->publisher->zone, fragment.published)
				.year;
		add_also(plan, &fragment);
		add_fragment(plan, fragment, ledger, now);
	}
}

static const char *uid_of(const struct fragment *fragment)
{
	return fragment->sitting ? fragment->sitting->uid
				 : fragment->view->event->uid;
}

/*
 * Meetings by their start, then uid; releases the newest first, then by uid
 * and id.
 */
static int compare(const void *left, const void *right)
{
	const struct fragment *a = *(struct fragment *const *)left;
	const struct fragment *b = *(struct fragment *const *)right;
	int order;

	if (a->format != b->format)
		return a->format < b->format ? -1 : 1;
	if (a->format == FORMAT_ICS) {
		order = when_compare(&a->sitting->start, &b->sitting->start);
		return order != 0 ? order : strcmp(uid_of(a), uid_of(b));
	}
	if (a->updated != b->updated)
		return a->updated > b->updated ? -1 : 1;
	order = strcmp(uid_of(a), uid_of(b));
	return order != 0 ? order : strcmp(a->release->id, b->release->id);
}

struct plan *plan_make(struct site *site, struct ledger *ledger, instant now)
{
	const struct publisher *publisher = &site->publisher;
	struct plan *plan = mem_alloc(sizeof(*plan));
	struct fragment **sorted;

	for (size_t i = 0; i < site->event_count; i++) {
		const struct event *event = site->events[i];

		for (size_t j = 0;
			j < publisher->language_count && !event->hidden; j++) {
			const struct view *view = view_make(&plan->pool,
				publisher, event, publisher->languages[j]);

			plan_event(plan, view, ledger, now);
			plan_releases(plan, view, ledger, now);
		}
	}
	sorted = pool_alloc(&plan->pool, (plan->count + 1) * sizeof(*sorted));
	if (plan->count > 0) {
		memcpy(sorted, plan->fragments, plan->count * sizeof(*sorted));
		qsort(sorted, plan->count, sizeof(*sorted), compare);
	}
	plan->feeds = feeds_make(&plan->pool, site, sorted, plan->count, now);
	return plan;
}

void plan_free(struct plan *plan)
{
	for (size_t i = 0; i < plan->count; i++)
		buf_release(&plan->fragments[i]->bytes);
	pool_release(&plan->pool);
	free(plan);
}
