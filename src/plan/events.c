#include "plan/events.h"

#include <string.h>
#include "plan/changes.h"
#include "plan/former.h"
#include "plan/pages.h"
#include "plan/since.h"
#include "base/banned.h"

/* What is planned for one event in one language. */
struct planning {
	struct plan *plan;
	const struct view *view;
	const struct published *before; /* NULL: it is new */
	struct published *after; /* what the ledger will say */
	struct pool *rows; /* where its rows are until all are there */
	const struct membership *memberships; /* of the event */
	size_t membership_count;
	bool may_differ; /* from what was published */
	enum news news; /* of the meeting in calendars */
	bool is_news; /* of anything in this language */
};

void events_add_membership(struct pool *pool, struct membership **all,
	size_t *count, struct membership one)
{
	for (size_t i = 0; i < *count; i++)
		if ((*all)[i].scope == one.scope &&
			strcmp((*all)[i].name, one.name) == 0)
			return;
	*all = pool_grow(pool, *all, *count, sizeof(one));
	(*all)[(*count)++] = one;
}

/* Parties are those of the series, and of the persons who took part. */
const struct membership *events_memberships(struct pool *pool,
	const struct publisher *publisher, const struct event *event,
	size_t *count)
{
	const struct series *series = event->series;
	struct membership *all = NULL;

	*count = 0;
	events_add_membership(pool, &all, count,
		(struct membership){SCOPE_SERIES, series->folder});
	for (size_t i = 0; i < series->side_count; i++)
		events_add_membership(pool, &all, count,
			(struct membership){
				SCOPE_PARTY, series->sides[i].party});
	for (size_t i = 0; i < event->person_count; i++)
		if (event->persons[i].party != NULL)
			events_add_membership(pool, &all, count,
				(struct membership){
					SCOPE_PARTY, event->persons[i].party});
	for (size_t i = 0; i < event->topic_count; i++)
		events_add_membership(pool, &all, count,
			(struct membership){
				SCOPE_TOPIC, event->topics[i]->term});
	for (size_t i = 0; i < publisher->selection_count; i++)
		if (event_is_selected(event, &publisher->selections[i]))
			events_add_membership(pool, &all, count,
				(struct membership){SCOPE_SELECTION,
					publisher->selections[i].as.term});
	if (event->has_files)
		events_add_membership(pool, &all, count,
			(struct membership){SCOPE_EVENT,
				pool_printf(pool, "%s/%s", series->folder,
					event->folder)});
	return all;
}

/* The other events that a release covers have feeds too. */
static void add_memberships_of_others(
	struct plan *plan, struct fragment *fragment)
{
	struct membership *all = NULL;
	size_t count = 0;

	if (fragment->also_count == 0)
		return;
	for (size_t i = 0; i < fragment->membership_count; i++)
		events_add_membership(
			&plan->pool, &all, &count, fragment->memberships[i]);
	for (size_t i = 0; i < fragment->also_count; i++) {
		size_t more;
		const struct membership *others =
			events_memberships(&plan->pool, &plan->site->publisher,
				fragment->also[i]->event, &more);

		for (size_t j = 0; j < more; j++)
			events_add_membership(
				&plan->pool, &all, &count, others[j]);
	}
	fragment->memberships = all;
	fragment->membership_count = count;
}

static enum row_kind kind_of(const struct fragment *fragment)
{
	if (fragment->sitting != NULL)
		return ROW_VEVENT;
	return fragment->change != NULL ? ROW_CHANGE : ROW_RELEASE;
}

static enum row_state state_of(const struct fragment *fragment)
{
	return fragment->release != NULL &&
			fragment->release->status == RELEASE_WITHDRAWN
		? ROW_WITHDRAWN
		: ROW_PUBLISHED;
}

static int left_year(const struct row *before, int year)
{
	if (before == NULL || before->state == ROW_REMOVED)
		return 0;
	if (before->year != year)
		return before->year;
	return before->left_year != year ? before->left_year : 0;
}

static const char *shown_language(const struct view *view)
{
	return view->shown ? view->shown->language : view->language;
}

/* In what languages words stood in for those that a release has now. */
static const char *replaced_by(struct pool *pool,
	const struct fragment *fragment, const struct row *before)
{
	const char *was = before != NULL ? row_language(before) : NULL;

	if (before == NULL || before->kind != ROW_RELEASE)
		return NULL;
	if (strcmp(was, shown_language(fragment->view)) == 0 ||
		row_was_in(before, was))
		return before->replaced;
	if (before->replaced == NULL)
		return was;
	return pool_printf(pool, "%s %s", before->replaced, was);
}

/* The id of its own words, once they have stood there. */
static const char *atom_id_of(
	const struct fragment *fragment, const struct row *before)
{
	const struct view *view = fragment->view;

	if (fragment->format != FORMAT_ATOM)
		return NULL;
	if (strcmp(shown_language(view), view->language) == 0)
		return event_given_id(
			view->event, fragment->item, view->language);
	return before ? before->atom_id : NULL;
}

static struct row make_row(struct pool *pool, const struct fragment *fragment,
	const struct row *before)
{
	const struct view *view = fragment->view;
	struct row row = {.kind = kind_of(fragment),
		.state = state_of(fragment),
		.language = fragment->language,
		.item = fragment->item,
		.shown = view->shown ? view->shown->language : NULL,
		.replaced = replaced_by(pool, fragment, before),
		.atom_id = atom_id_of(fragment, before),
		.year = fragment->year,
		.left_year = left_year(before, fragment->year),
		.stamp = fragment->stamp,
		.before = {.precision = WHEN_ABSENT}};

	if (row.kind == ROW_VEVENT) {
		stamp_moments(fragment->sitting, &row.start, &row.end);
		return row;
	}
	row.published = fragment->published;
	row.updated = fragment->updated;
	if (fragment->change != NULL) {
		row.before = fragment->change->before;
		row.told = fragment->change->told;
		row.is_kept = fragment->change->release == NULL;
	}
	return row;
}

/* JSON shows the same as an entry. */
static void put_twin(struct plan *plan, const struct fragment *entry)
{
	struct fragment twin = *entry;

	twin.format = FORMAT_JSON_FEED;
	twin.left_year = 0;
	plan_put(plan, &twin);
}

/* A fragment that has a row in the ledger. */
static void put_stamped(struct planning *it, struct fragment fragment)
{
	struct plan *plan = it->plan;
	const struct row *before;
	struct row row;

	fragment.language = it->view->language;
	fragment.uid = it->view->event->uid;
	fragment.memberships = it->memberships;
	fragment.membership_count = it->membership_count;
	fragment.bytes = (struct buf)BUF_INIT;
	before = published_row(it->before, kind_of(&fragment),
		fragment.language, fragment.item);
	add_memberships_of_others(plan, &fragment);
	fragment.news = stamp_compare(
		&plan->stamping, &fragment, it->before, before, it->may_differ);
	fragment.stamp = before
		? stamp_next(&before->stamp, fragment.news, plan->told)
		: stamp_first(&fragment, plan->told);
	row = make_row(&plan->pool, &fragment, before);
	published_add(it->rows, it->after, row);
	fragment.left_year = (short)row.left_year;
	it->is_news |= fragment.news != NEWS_NONE;
	fragment.is_known = !it->may_differ && fragment.news == NEWS_NONE;
	if (fragment.format == FORMAT_ICS)
		it->news = fragment.news;
	plan_put(plan, &fragment);
	if (fragment.format == FORMAT_ATOM)
		put_twin(plan, &fragment);
}

static int year_of(const struct publisher *publisher, instant at)
{
	return zone_clock(publisher->zone, at).year;
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

/* When the entry would have come out by the old world; 0: it is new there. */
static instant published_before(
	const struct planning *it, const struct fragment *entry)
{
	const struct event *event = it->before ? it->before->event : NULL;
	const struct release *release =
		event != NULL ? event_release(event, entry->release->id) : NULL;
	struct view before = {.event = event};

	if (release == NULL)
		return 0;
	if (entry->view->shown != NULL)
		before.shown = event_text(event, entry->view->shown->language);
	return published_at(&before, release);
}

/*
 * Nothing is dated later than the moment at which it went out.  While its date
 * in the records stays, so does the one that was published: see plan/apart.h.
 */
static instant told_at(const struct planning *it, const struct fragment *entry,
	const struct row *row)
{
	instant at = published_at(entry->view, entry->release);
	instant before = row != NULL ? published_before(it, entry) : 0;
	instant limit = it->plan->told;

	if (row != NULL && before == at)
		return row->published;
	/* A date that was cut to its moment is that moment. */
	if (row != NULL && (row->published > limit || row->published < before))
		limit = row->published;
	return at < limit ? at : limit;
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

	if (!event_has_calendar(event))
		return;
	fragment->calendars = pool_grow(pool, fragment->calendars,
		fragment->calendar_count, sizeof(*fragment->calendars));
	fragment->calendars[fragment->calendar_count++] =
		pool_printf(pool, "%s/%s/%s.ics", fragment->view->language,
			event->series->folder, event->folder);
}

static void add_home(struct plan *plan, struct fragment *fragment)
{
	const struct view *view = fragment->view;

	fragment->home = pages_home(
		&plan->pool, view->publisher, view->event, view->language);
	fragment->has_own_home = view->event->has_files;
}

/* Where they are for people and for programs. */
static void add_addresses(struct plan *plan, struct fragment *fragment)
{
	add_home(plan, fragment);
	add_calendar(plan, fragment, fragment->view->event);
	for (size_t i = 0; i < fragment->also_count; i++)
		add_calendar(plan, fragment, fragment->also[i]->event);
}

static struct when last_of(const struct sitting *sitting)
{
	return sitting->end.precision == WHEN_ABSENT ? sitting->start
						     : sitting->end;
}

static void plan_vevents(struct planning *it)
{
	const struct event *event = it->view->event;

	for (size_t i = 0; i < event->sitting_count; i++) {
		const struct sitting *sitting = &event->sittings[i];
		struct fragment fragment = {.format = FORMAT_ICS,
			.id = sitting->uid,
			.item = sitting->uid,
			.view = it->view,
			.sitting = sitting,
			.start = sitting->start,
			.last = last_of(sitting),
			.year = sitting->start.year};

		if (!sitting_has_day(sitting))
			continue;
		add_home(it->plan, &fragment);
		put_stamped(it, fragment);
	}
}

static const char *take(struct plan *plan, struct buf *id)
{
	const char *result = pool_bytes(&plan->pool, id->bytes, id->length);

	buf_release(id);
	return result;
}

static const char *change_id(struct plan *plan, const char *uid,
	const char *name, const char *shown, const char *language)
{
	struct buf id = BUF_INIT;

	entry_put_change_id(
		&id, &plan->site->publisher, uid, name, shown, language);
	return take(plan, &id);
}

/* The zone of clock times of the meeting, when it had this date; or NULL. */
static const char *zone_of(const struct event *event, const struct when *date)
{
	struct when start;

	if (event == NULL || date->precision != WHEN_CLOCK)
		return NULL;
	start = event_start(event);
	return when_compare(&start, date) == 0 ? event->sittings[0].zone_name
					       : NULL;
}

/* Where a date that the history tells has no zone, it is that of today. */
static const char *zone_before(
	const struct planning *it, const struct when *date)
{
	const struct event *event = it->view->event;
	const char *zone = zone_of(it->before ? it->before->event : NULL, date);

	if (zone == NULL && date->precision == WHEN_CLOCK &&
		event->sitting_count > 0)
		zone = event->sittings[0].zone_name;
	return zone;
}

/* What is known of the meeting now. */
static struct as_told tell_now(struct planning *it, const struct view *view,
	const struct change_told *change)
{
	const struct event *event = view->event;
	struct as_told told = {.start = change->after,
		.before_zone = zone_before(it, &change->before),
		.zone_name = zone_before(it, &change->after)};
	struct when start = event_start(event);
	struct buf place = BUF_INIT;

	if (start.precision != WHEN_ABSENT &&
		start.precision == change->after.precision &&
		when_compare(&start, &change->after) == 0) {
		told.end = event->sittings[0].end;
		told.zone_name = event->sittings[0].zone_name;
	}
	view_put_place(&place, view, &told.place.language);
	if (place.length > 0)
		told.place.text =
			pool_bytes(&it->plan->pool, place.bytes, place.length);
	buf_release(&place);
	return told;
}

/* A change keeps what it told: only the program's own words are put anew. */
static const struct change_told *recall_change(struct planning *it,
	const struct view *view, const struct change_told *change)
{
	const struct row *row = published_row(
		it->before, ROW_CHANGE, view->language, change->name);
	struct change_told *told;

	if (change->release != NULL)
		return change;
	told = pool_alloc(&it->plan->pool, sizeof(*told));
	*told = *change;
	if (row != NULL && row->is_kept)
		told->told = row->told;
	else
		told->told = tell_now(it, view, change);
	told->after = told->told.start;
	return told;
}

static void plan_change(struct planning *it, const struct view *view,
	const struct change_told *told)
{
	const struct change_told *change = recall_change(it, view, told);
	struct fragment fragment = {.format = FORMAT_CHANGES,
		.view = view,
		.change = change,
		.item = change->name,
		.published = change->at,
		.updated = change->at,
		.year = (short)year_of(view->publisher, change->at)};

	fragment.id = change_id(it->plan, view->event->uid, change->name,
		change->kind == CHANGE_CORRECTED ? shown_language(view)
						 : view->language,
		view->language);
	add_addresses(it->plan, &fragment);
	put_stamped(it, fragment);
}

/* Now, or just later than what was before. */
static instant later_than(instant before, instant now)
{
	return now > before ? now : before + 1;
}

/* What the entry said of its last update, where it was before; 0: nothing. */
static instant updated_before(const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	const struct release_words *words = view->shown != NULL
		? text_release(view->shown, fragment->item)
		: NULL;

	return words != NULL &&
			strcmp(shown_language(view), view->language) == 0
		? words->updated.at
		: 0;
}

static bool is_dated(const struct fragment *fragment, const struct row *row)
{
	return row == NULL || row->updated != fragment->updated;
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
	const struct row *row =
		changes_recall(it->before, view, ROW_RELEASE, release->id);
	struct changes corrections;

	fragment->published = told_at(it, fragment, row);
	fragment->updated = fragment->published;
	fragment->year = (short)year_of(view->publisher, fragment->published);
	if (row != NULL && row->updated > fragment->updated)
		fragment->updated = row->updated;
	if (row == NULL && updated_before(fragment) > fragment->updated)
		fragment->updated = updated_before(fragment) < plan->told
			? updated_before(fragment)
			: plan->told;
	/* One that is back is newer than its tombstone. */
	if (row != NULL && row->state == ROW_REMOVED)
		fragment->updated = later_than(row->updated, plan->told);
	if (release->status == RELEASE_WITHDRAWN) {
		if (row == NULL || row->state != ROW_WITHDRAWN)
			fragment->updated =
				later_than(fragment->updated, plan->told);
		fragment->is_dated = is_dated(fragment, row);
		return;
	}
	corrections = changes_of_release(&plan->pool, it->before, view, release,
		fragment->updated, plan->told);
	for (size_t i = 0; i < corrections.count; i++) {
		const struct change_told *change = &corrections.items[i];

		if (change->at > fragment->updated)
			fragment->updated = change->at;
		plan_change(it, view, change);
	}
	/* Corrections are entries of their own, and have their dates. */
	fragment->is_dated = corrections.count == 0 &&
		is_dated(fragment, row) && updated_before(fragment) == 0;
}

/* RFC 6721: what is left of an entry that showed words of this language. */
static void put_tombstone(struct plan *plan, const struct row *row,
	const struct published *meeting, struct fragment fragment,
	const char *shown)
{
	struct buf id = BUF_INIT;

	fragment.format =
		row->kind == ROW_CHANGE ? FORMAT_CHANGES : FORMAT_ATOM;
	fragment.is_tombstone = 1;
	fragment.language = row->language;
	fragment.uid = meeting->uid;
	fragment.item = row->item;
	fragment.year = (short)row->year;
	fragment.published = row->published;
	fragment.updated = row->updated;
	if (row->kind == ROW_RELEASE) {
		entry_put_release_id(&id, &plan->site->publisher, meeting->uid,
			row->item, shown, row->language, row->atom_id);
		fragment.id = take(plan, &id);
	} else {
		fragment.id = change_id(plan, meeting->uid, row->item,
			change_is_correction(row->item) ? shown : row->language,
			row->language);
	}
	plan_put(plan, &fragment);
}

/* Readers may still have words that stood in for those of the row. */
static void plan_replaced(struct plan *plan, const struct row *row,
	const struct published *meeting, const struct fragment *fragment)
{
	const char *language = row->replaced;

	while (language != NULL && *language != '\0') {
		size_t length = strcspn(language, " ");
		const char *shown = pool_bytes(&plan->pool, language, length);

		if (strcmp(shown, row_language(row)) != 0)
			put_tombstone(plan, row, meeting, *fragment, shown);
		language += length + (language[length] == ' ');
	}
}

static void plan_tombstone(struct plan *plan, const struct row *row,
	const struct published *meeting, const struct fragment *fragment)
{
	put_tombstone(plan, row, meeting, *fragment, row_language(row));
	plan_replaced(plan, row, meeting, fragment);
}

/* A fragment without words of the meeting. */
static struct fragment make_bare(const struct planning *it)
{
	return (struct fragment){.view = it->view,
		.memberships = it->memberships,
		.membership_count = it->membership_count,
		.bytes = BUF_INIT};
}

static void bury_replaced(struct planning *it, const char *release)
{
	const struct fragment fragment = make_bare(it);

	plan_replaced(it->plan,
		published_row(
			it->after, ROW_RELEASE, it->view->language, release),
		it->after, &fragment);
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
			.item = release->id,
			.release = release};
		struct buf id = BUF_INIT;

		if (release->hidden)
			continue;
		entry_put_shown_id(&id, fragment.view, release->id);
		fragment.id = take(plan, &id);
		date_entry(it, &fragment);
		add_also(plan, &fragment);
		add_addresses(plan, &fragment);
		put_stamped(it, fragment);
		if (release->status == RELEASE_WITHDRAWN)
			bury_replaced(it, release->id);
	}
}

/* A release that was withdrawn in public may leave the record. */
static bool is_to_be_removed(const struct event *event, const struct row *row)
{
	return row->kind == ROW_RELEASE && row->state == ROW_WITHDRAWN &&
		event_release(event, row->item) == NULL;
}

/* Rows of what is not told any more stay, so that nothing goes back. */
static void keep_rows(struct planning *it)
{
	struct plan *plan = it->plan;
	const struct published *before = it->before;

	for (size_t i = 0; before != NULL && i < before->row_count; i++) {
		struct row row = before->rows[i];
		struct fragment fragment = make_bare(it);

		if (strcmp(row.language, it->view->language) != 0 ||
			published_row(it->after, row.kind, row.language,
				row.item) != NULL)
			continue;
		if (is_to_be_removed(it->view->event, &row)) {
			row.state = ROW_REMOVED;
			row.updated = later_than(row.updated, plan->told);
			fragment.news = NEWS_CHANGED;
		}
		published_add(it->rows, it->after, row);
		if (row.state == ROW_REMOVED)
			plan_tombstone(plan, &row, it->after, &fragment);
	}
}

static struct when last_day(const struct event *event)
{
	struct when last = event_last_day(event);

	return last.precision == WHEN_ABSENT ? event_start(event) : last;
}

/* When something was told of the meeting last in this language. */
static instant note_told(struct planning *it)
{
	struct plan *plan = it->plan;
	struct published *after = it->after;
	struct told told = {it->view->language, 0};

	for (size_t i = 0; it->before && i < it->before->told_count; i++)
		if (strcmp(it->before->told[i].language, told.language) == 0)
			told.modified = it->before->told[i].modified;
	if (it->is_news)
		told.modified = later_than(told.modified, plan->told);
	after->told = pool_grow(
		&plan->pool, after->told, after->told_count, sizeof(told));
	after->told[after->told_count++] = told;
	return told.modified;
}

static void plan_object(struct planning *it, instant modified)
{
	const struct event *event = it->view->event;
	struct fragment fragment = {.format = FORMAT_EVENTS,
		.language = it->view->language,
		.id = event->uid,
		.uid = event->uid,
		.item = event->uid,
		.memberships = it->memberships,
		.membership_count = it->membership_count,
		.view = it->view,
		.start = event_start(event),
		.last = last_day(event),
		.news = it->news,
		.is_known = !it->may_differ && !it->is_news,
		.stamp = {.modified = modified},
		.bytes = BUF_INIT};

	add_addresses(it->plan, &fragment);
	plan_put(it->plan, &fragment);
	fragment.format = FORMAT_CSV;
	plan_put(it->plan, &fragment);
}

static bool is_former(const struct published *meeting, const char *path)
{
	for (size_t i = 0; i < meeting->former_count; i++)
		if (strcmp(meeting->former[i], path) == 0)
			return true;
	return false;
}

static void add_former_path(
	struct plan *plan, struct published *after, const char *path)
{
	if (strcmp(path, after->path) == 0 || is_former(after, path))
		return;
	after->former = pool_grow(
		&plan->pool, after->former, after->former_count, sizeof(path));
	after->former[after->former_count++] = path;
}

/* Another meeting was at the path before this one was at all. */
static bool is_of_another(
	const struct plan *plan, const char *uid, const char *path)
{
	for (size_t i = 0; i < plan->ledger->count; i++) {
		const struct published *other = plan->ledger->meetings[i];

		if (strcmp(other->uid, uid) != 0 && is_former(other, path))
			return true;
	}
	for (size_t i = 0; i < plan->next.count; i++)
		if (plan->next.meetings[i]->card != NULL &&
			is_former(plan->next.meetings[i], path))
			return true;
	return false;
}

/* A path in the series where it was, and in all that this was called before. */
static void add_former_paths(struct plan *plan, struct published *after,
	const struct series *series, const char *path)
{
	add_former_path(plan, after, path);
	for (size_t i = 0; series != NULL && i < series->formerly_count; i++) {
		const char *other = pool_printf(&plan->pool, "%s%s",
			series->formerly[i], strchr(path, '/'));

		if (!is_former(after, other) &&
			!is_of_another(plan, after->uid, other))
			add_former_path(plan, after, other);
	}
}

/* Paths at which the meeting has files besides the present one. */
static void add_former(struct plan *plan, struct published *after,
	const struct published *before)
{
	const struct series *series = NULL;

	if (before == NULL || !before->has_files)
		return;
	if (before->event != NULL && strcmp(before->path, after->path) != 0)
		series = before->event->series;
	for (size_t i = 0; i < before->former_count; i++)
		add_former_paths(plan, after, series, before->former[i]);
	add_former_paths(plan, after, series, before->path);
}

static struct published *make_published(
	struct plan *plan, struct event *event, const struct published *before)
{
	struct ledger *next = &plan->next;
	struct published *after = pool_alloc(&plan->pool, sizeof(*after));

	after->uid = event->uid;
	after->path = pool_printf(
		&plan->pool, "%s/%s", event->series->folder, event->folder);
	after->event = event;
	after->has_files = event->has_files;
	add_former(plan, after, before);
	next->meetings = pool_grow(&plan->pool, next->meetings, next->count,
		sizeof(*next->meetings));
	next->meetings[next->count++] = after;
	return after;
}

void events_plan(struct plan *plan, struct event *event, struct diag *diag)
{
	const struct publisher *publisher = &plan->site->publisher;
	const struct published *before = ledger_find(plan->ledger, event->uid);
	struct changes changes = changes_of_event(
		&plan->pool, before, publisher, event, plan->told);
	struct pool rows = POOL_INIT;
	struct planning shared = {.plan = plan,
		.before = before,
		.after = make_published(plan, event, before),
		.rows = &rows,
		.may_differ = before == NULL ||
			stamp_may_differ(&plan->stamping, event)};

	shared.memberships = events_memberships(
		&plan->pool, publisher, event, &shared.membership_count);
	if (shared.may_differ) {
		since_note(&plan->pool, shared.after, before, publisher);
	} else {
		shared.after->since = before->since;
		shared.after->since_count = before->since_count;
	}
	changes_advise(&changes, publisher, event, diag);
	for (size_t i = 0; i < publisher->language_count; i++) {
		struct planning it = shared;

		it.view = view_make(
			&plan->pool, publisher, event, publisher->languages[i]);
		plan_vevents(&it);
		plan_releases(&it);
		for (size_t j = 0; j < changes.count; j++)
			plan_change(&it, it.view, &changes.items[j]);
		keep_rows(&it);
		plan_object(&it, note_told(&it));
	}
	shared.after->rows = pool_settle(&plan->pool, shared.after->rows,
		shared.after->row_count * sizeof(*shared.after->rows));
	pool_release(&rows);
}

/* What is told of a series that was renamed stands where it is now. */
static const char *member_now(
	const struct plan *plan, enum scope scope, const char *name)
{
	const struct series *series = scope == SCOPE_SERIES
		? former_series_now(plan->site, name)
		: NULL;

	return series ? series->folder : name;
}

/* "series:x", "party:EU", as a forgotten meeting is remembered with. */
static const struct membership *read_memberships(
	struct plan *plan, const struct published *meeting, size_t *count)
{
	static const enum scope scopes[] = {
		SCOPE_SERIES, SCOPE_PARTY, SCOPE_TOPIC, SCOPE_SELECTION};
	struct membership *all = pool_alloc(
		&plan->pool, (meeting->scope_count + 1) * sizeof(*all));

	*count = 0;
	for (size_t i = 0; i < meeting->scope_count; i++)
		for (size_t j = 0; j < sizeof(scopes) / sizeof(*scopes); j++) {
			const char *name = scope_name(scopes[j]);
			size_t length = strlen(name);
			const char *text = meeting->scopes[i];

			if (strncmp(text, name, length) == 0 &&
				text[length] == ':')
				all[(*count)++] = (struct membership){scopes[j],
					member_now(plan, scopes[j],
						text + length + 1)};
		}
	return all;
}

void events_plan_forgotten(struct plan *plan, const struct published *meeting)
{
	struct published *after = pool_alloc(&plan->pool, sizeof(*after));
	struct ledger *next = &plan->next;
	struct fragment fragment = {.bytes = BUF_INIT};

	fragment.memberships =
		read_memberships(plan, meeting, &fragment.membership_count);
	*after = *meeting;
	next->meetings = pool_grow(&plan->pool, next->meetings, next->count,
		sizeof(*next->meetings));
	next->meetings[next->count++] = after;
	for (size_t i = 0; i < meeting->row_count; i++)
		if (meeting->rows[i].state == ROW_REMOVED)
			plan_tombstone(
				plan, &meeting->rows[i], meeting, &fragment);
}
