#include "plan/planning.h"

#include <string.h>
#include "plan/events.h"
#include "plan/pages.h"
#include "base/banned.h"

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

/* In what languages words stood in for those that a release has now. */
static const char *replaced_by(struct pool *pool,
	const struct fragment *fragment, const struct row *before)
{
	const char *was = before != NULL ? row_language(before) : NULL;

	if (before == NULL || before->kind != ROW_RELEASE)
		return NULL;
	if (strcmp(was, view_shown_language(fragment->view)) == 0 ||
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
	if (strcmp(view_shown_language(view), view->language) == 0)
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

void planning_put(struct planning *it, struct fragment fragment)
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

short planning_year(const struct publisher *publisher, instant at)
{
	return (short)zone_clock(publisher->zone, at).year;
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

void planning_add_home(struct plan *plan, struct fragment *fragment)
{
	const struct view *view = fragment->view;

	fragment->home = pages_home(
		&plan->pool, view->publisher, view->event, view->language);
	fragment->has_own_home = view->event->has_files;
}

void planning_add_addresses(struct plan *plan, struct fragment *fragment)
{
	planning_add_home(plan, fragment);
	add_calendar(plan, fragment, fragment->view->event);
	for (size_t i = 0; i < fragment->also_count; i++)
		add_calendar(plan, fragment, fragment->also[i]->event);
}

const char *planning_change_id(struct plan *plan, const char *uid,
	const char *name, const char *shown, const char *language)
{
	struct buf id = BUF_INIT;

	entry_put_change_id(
		&id, &plan->site->publisher, uid, name, shown, language);
	return pool_take(&plan->pool, &id);
}
