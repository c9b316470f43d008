#include <string.h>
#include "base/uuid.h"
#include "model/digest.h"
#include "plan/changes.h"
#include "plan/keep.h"
#include "plan/pages.h"
#include "plan/planning.h"
#include "base/banned.h"

/* What is planned for one event in one language. */
struct planning {
	struct plan *plan;
	const struct view *view;
	enum news news; /* of the meeting in calendars */
	instant modified; /* when something of it was published last */
};

/* What the line shows is of a text that cannot be shown any more. */
int plan_text_is_gone(const struct event *event, const struct ledger_line *line)
{
	return strcmp(line->shown, "-") != 0 &&
		strcmp(line->state, state_removed) != 0 &&
		event_text(event, line->shown) == NULL;
}

/*
 * Words that were published and are gone stand for as long as the language has
 * no other words of its own, and the facts that were told with them are the same.
 */
static int words_are_gone(const struct plan *plan, const struct view *view,
	const struct release *release, const struct ledger_line *line)
{
	const struct event *event = view->event;
	const struct ledger_line *facts =
		ledger_find(plan->ledger, event->uid, "-", item_event);

	/* What is taken back is not shown in any words. */
	if (line == NULL || facts == NULL ||
		(release != NULL && release->status == RELEASE_WITHDRAWN) ||
		!digest_is_of_event(facts->digest, event))
		return 0;
	if (event->disputed)
		return 1;
	if (view->own != NULL &&
		(release == NULL ||
			text_release(view->own, release->id) != NULL))
		return 0;
	return plan_text_is_gone(event, line);
}

int plan_is_out_of_reach(const struct plan *plan, const char *uid)
{
	const struct event *event = site_event(plan->site, uid);
	const struct ledger_line *line =
		ledger_find(plan->ledger, uid, "-", item_event);

	return line != NULL && strcmp(line->state, state_published) == 0 &&
		(event == NULL || event->hidden);
}

/*
 * Whether the entry that stands there tells of another meeting whose record is
 * bad or gone: this run knows nothing of it.
 */
static int covers_missing(struct plan *plan, const struct fragment *fragment,
	const struct ledger_line *line)
{
	static const char mark[] = "<d:event uid=\"";
	size_t length;
	const char *at, *end;

	if (fragment->format != FORMAT_ATOM || line == NULL ||
		fragment->release->status == RELEASE_WITHDRAWN)
		return 0;
	at = keep_bytes(plan, line, &length);
	end = at ? at + length : NULL;
	for (at = at ? strstr(at, mark) : NULL; at != NULL && at < end;
		at = strstr(at + 1, mark)) {
		const char *uid = pool_bytes(
			&plan->pool, at + strlen(mark), UUID_SIZE - 1);

		if (plan_is_out_of_reach(plan, uid))
			return 1;
	}
	return 0;
}

/* A fragment that has a line in the ledger. */
static void put_stamped(struct planning *it, const char *uid, const char *item,
	struct fragment fragment)
{
	struct plan *plan = it->plan;
	const struct ledger_line *line =
		ledger_find(plan->ledger, uid, it->view->language, item);
	struct fragment *planned;

	fragment.language = it->view->language;
	fragment.bytes = (struct buf)BUF_INIT;
	if ((words_are_gone(plan, fragment.view, fragment.release, line) ||
		    (plan->has_missing &&
			    covers_missing(plan, &fragment, line))) &&
		keep_fragment(plan, &fragment, line) == 0)
		ledger_keep(plan->ledger, line);
	planned = plan_put(plan, &fragment);
	if (!planned->is_kept)
		ledger_stamp(plan->ledger, planned, plan->now);
	if (planned->stamp.modified > it->modified)
		it->modified = planned->stamp.modified;
	if (planned->format == FORMAT_ICS)
		it->news = planned->news;
	if (planned->format != FORMAT_ATOM)
		return;
	/* JSON shows the same. */
	fragment = *planned;
	fragment.format = FORMAT_JSON_FEED;
	fragment.line = NULL;
	fragment.bytes = (struct buf)BUF_INIT;
	if (!fragment.is_kept || keep_object(plan, &fragment) == 0)
		plan_put(plan, &fragment);
}

static int year_of(const struct view *view, instant at)
{
	return zone_clock(view->publisher->zone, at).year;
}

static const char *shown_language(const struct view *view)
{
	return view->shown ? view->shown->language : view->language;
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
	if (view->shown != NULL)
		at = later(at, &view->shown->not_before);
	return words ? later(at, &words->published) : at;
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

static void add_calendar(
	struct plan *plan, struct fragment *fragment, const struct event *event)
{
	struct pool *pool = &plan->pool;

	if (!feeds_has_event_file(plan->site, event))
		return;
	fragment->calendars = pool_grow(pool, fragment->calendars,
		fragment->calendar_count, sizeof(*fragment->calendars));
	fragment->calendars[fragment->calendar_count++] =
		pool_printf(pool, "%s/%s/%s.ics", fragment->view->language,
			event->series->folder, event->folder);
}

static void add_home(struct plan *plan, struct fragment *fragment)
{
	const struct event *event = fragment->view->event;

	fragment->home = pages_home(
		&plan->pool, plan->site, event, fragment->view->language);
	fragment->has_own_home = feeds_has_event_page(plan->site, event);
}

static void plan_vevents(struct planning *it)
{
	const struct event *event = it->view->event;

	for (size_t i = 0; i < event->sitting_count; i++) {
		const struct sitting *sitting = &event->sittings[i];
		struct fragment fragment = {.format = FORMAT_ICS,
			.id = sitting->uid,
			.view = it->view,
			.sitting = sitting,
			.year = sitting->start.year};

		add_home(it->plan, &fragment);
		if (sitting_has_day(sitting))
			put_stamped(it, sitting->uid, item_vevent, fragment);
	}
}

/* Where they are for people and for programs. */
static void add_addresses(struct plan *plan, struct fragment *fragment)
{
	add_home(plan, fragment);
	add_calendar(plan, fragment, fragment->view->event);
	for (size_t i = 0; i < fragment->also_count; i++)
		add_calendar(plan, fragment, fragment->also[i]->event);
}

static const char *take(struct plan *plan, struct buf *id)
{
	const char *result = pool_bytes(&plan->pool, id->bytes, id->length);

	buf_release(id);
	return result;
}

static const char *release_id(
	struct plan *plan, const struct view *view, const char *release)
{
	struct buf id = BUF_INIT;

	entry_put_release_id(&id, view->publisher, view->event->uid, release,
		shown_language(view));
	return take(plan, &id);
}

static void plan_change(struct planning *it, const struct view *view,
	const struct change_told *change)
{
	const struct event *event = view->event;
	struct fragment fragment = {.format = FORMAT_CHANGES,
		.view = view,
		.change = change,
		.published = change->at,
		.updated = change->at,
		.year = year_of(view, change->at)};
	struct buf id = BUF_INIT, item = BUF_INIT;

	entry_put_change_id(&id, view->publisher, event->uid, change->name,
		change->kind == CHANGE_CORRECTED ? shown_language(view)
						 : view->language);
	fragment.id = take(it->plan, &id);
	buf_printf(&item, "%s%s", item_change, change->name);
	add_addresses(it->plan, &fragment);
	put_stamped(it, event->uid, item.bytes, fragment);
	buf_release(&item);
}

/* Now, or just later than what was before. */
static instant later_than(instant before, instant now)
{
	return now > before ? now : before + 1;
}

/*
 * An entry is updated by corrections, by its withdrawal, and by nothing else;
 * each is later than what came before.
 */
static void date_entry(struct planning *it, struct fragment *fragment)
{
	struct plan *plan = it->plan;
	const struct view *view = fragment->view;
	const struct release *release = fragment->release;
	struct entry_memory memory;
	const struct ledger_line *line =
		changes_recall(plan->ledger, view, release->id, &memory);
	struct changes corrections;

	fragment->published = published_at(view, release);
	fragment->updated = fragment->published;
	fragment->year = year_of(view, fragment->published);
	if (line != NULL && memory.updated > fragment->updated)
		fragment->updated = memory.updated;
	/* One that is back is newer than its tombstone. */
	if (line != NULL && strcmp(line->state, state_removed) == 0)
		fragment->updated = later_than(memory.updated, plan->now);
	if (release->status == RELEASE_WITHDRAWN) {
		if (line == NULL || strcmp(line->state, state_withdrawn) != 0)
			fragment->updated =
				later_than(fragment->updated, plan->now);
		return;
	}
	corrections = changes_of_release(
		&plan->pool, plan->ledger, view, release, fragment->updated);
	for (size_t i = 0; i < corrections.count; i++) {
		const struct change_told *change = &corrections.items[i];

		if (change->at > fragment->updated)
			fragment->updated = change->at;
		plan_change(it, view, change);
	}
}

static void plan_releases(struct planning *it)
{
	struct plan *plan = it->plan;
	const struct event *event = it->view->event;

	for (size_t i = 0; i < event->release_count; i++) {
		const struct release *release = &event->releases[i];
		struct fragment fragment = {.format = FORMAT_ATOM,
			.view = view_of_release(
				&plan->pool, it->view, release->id),
			.release = release};

		if (release->hidden)
			continue;
		fragment.id = release_id(plan, fragment.view, release->id);
		date_entry(it, &fragment);
		add_also(plan, &fragment);
		add_addresses(plan, &fragment);
		put_stamped(it, event->uid, release->id, fragment);
	}
}

/* A release that was withdrawn in public may leave the record. */
static void remove_withdrawn(struct planning *it)
{
	const struct event *event = it->view->event;
	size_t count;
	const struct ledger_line *lines =
		ledger_of(it->plan->ledger, event->uid, &count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(lines[i].language, it->view->language) == 0 &&
			!lines[i].is_told &&
			strcmp(lines[i].state, state_withdrawn) == 0 &&
			event_release(event, lines[i].item) == NULL)
			ledger_remove_entry(
				it->plan->ledger, &lines[i], it->plan->now);
}

static struct when last_day(const struct event *event)
{
	struct when last = event_last_day(event);

	return last.precision == WHEN_ABSENT ? event_start(event) : last;
}

static void plan_object(struct planning *it)
{
	struct plan *plan = it->plan;
	const struct event *event = it->view->event;
	struct fragment fragment = {.format = FORMAT_EVENTS,
		.language = it->view->language,
		.id = event->uid,
		.view = it->view,
		.start = event_start(event),
		.last = last_day(event),
		.news = it->news,
		.stamp = {.modified = it->modified},
		.bytes = BUF_INIT};

	add_addresses(plan, &fragment);
	if (words_are_gone(plan, it->view, NULL,
		    ledger_find(plan->ledger, event->uid, it->view->language,
			    item_vevent)))
		keep_object(plan, &fragment);
	plan_put(plan, &fragment);
}

void plan_event(struct plan *plan, const struct event *event, struct diag *diag)
{
	const struct publisher *publisher = &plan->site->publisher;
	struct changes changes = changes_of_event(
		&plan->pool, plan->ledger, publisher, event, plan->now);

	changes_advise(&changes, publisher, event, diag);
	for (size_t i = 0; i < publisher->language_count; i++) {
		struct planning it = {plan,
			view_make(&plan->pool, publisher, event,
				publisher->languages[i]),
			NEWS_NONE, 0};

		plan_vevents(&it);
		plan_releases(&it);
		for (size_t j = 0; j < changes.count; j++)
			plan_change(&it, it.view, &changes.items[j]);
		remove_withdrawn(&it);
		plan_object(&it);
	}
	ledger_note_event(plan->ledger, event, plan->now);
}
