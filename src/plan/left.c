#include "plan/left.h"

#include <stdlib.h>
#include <string.h>
#include "plan/former.h"
#include "plan/assign.h"
#include "plan/events.h"
#include "plan/order.h"
#include "base/banned.h"

/* Somebody who was in a feed when it was published last. */
struct member {
	const struct feed_kind *kind;
	const char *name; /* that stands for %s */
	int year;
	const char *language; /* of the feed */
	const char *uid, *item;
};

/* What is shared while members of left feeds are looked for. */
struct leaving {
	struct plan *plan;
	const struct feeds *feeds; /* in their order */
	struct feeds found;
	struct fragment **by_item; /* NULL before the first search */
	size_t item_count;
};

static int compare_items(const void *left, const void *right)
{
	const struct fragment *a = *(struct fragment *const *)left;
	const struct fragment *b = *(struct fragment *const *)right;
	int order = strcmp(a->uid, b->uid);

	if (order == 0)
		order = strcmp(a->item, b->item);
	if (order == 0)
		order = strcmp(a->language, b->language);
	return order != 0 ? order : (int)a->format - (int)b->format;
}

static void sort_by_item(struct leaving *it)
{
	struct plan *plan = it->plan;
	size_t count = 0;

	it->by_item =
		pool_alloc(&plan->pool, plan->count * sizeof(*it->by_item) + 1);
	for (size_t i = 0; i < plan->count; i++)
		if (plan->fragments[i]->item != NULL)
			it->by_item[count++] = plan->fragments[i];
	it->item_count = count;
	if (count > 0)
		qsort(it->by_item, count, sizeof(*it->by_item), compare_items);
}

/* What is published of the member now, or NULL. */
static struct fragment *find_fragment(
	struct leaving *it, const struct member *member)
{
	struct fragment key = {.uid = member->uid,
		.item = member->item,
		.language = member->language,
		.format = member->kind->format};
	struct fragment *const wanted = &key;
	struct fragment **found = NULL;

	if (it->by_item == NULL)
		sort_by_item(it);
	if (it->item_count > 0)
		found = bsearch(&wanted, it->by_item, it->item_count,
			sizeof(*it->by_item), compare_items);
	return found ? *found : NULL;
}

static struct feed *find_left(struct leaving *it, const char *path)
{
	for (size_t i = it->found.count; i-- > 0;)
		if (strcmp(it->found.items[i]->path, path) == 0)
			return it->found.items[i];
	return NULL;
}

static bool has_fragment(
	const struct feed *feed, const struct fragment *fragment)
{
	for (size_t i = 0; i < feed->fragment_count; i++)
		if (feed->fragments[i] == fragment)
			return true;
	return false;
}

static void note(
	struct leaving *it, const char *feed, const struct member *member)
{
	struct ledger *next = &it->plan->next;

	for (size_t i = 0; i < next->left_count; i++)
		if (strcmp(next->left[i].feed, feed) == 0 &&
			strcmp(next->left[i].uid, member->uid) == 0 &&
			strcmp(next->left[i].item, member->item) == 0)
			return;
	next->left = pool_grow(&it->plan->pool, next->left, next->left_count,
		sizeof(*next->left));
	next->left[next->left_count++] =
		(struct left){feed, member->uid, member->item};
}

static void stay(struct leaving *it, struct feed *feed,
	struct fragment *fragment, const struct member *member)
{
	if (has_fragment(feed, fragment))
		return;
	feeds_add_fragment(&it->plan->pool, feed, fragment);
	order_feed(feed);
	note(it, feed->path, member);
}

static bool is_alive(const struct feeds *feeds, const char *path)
{
	const struct feed *feed = feeds_find(feeds, path);

	return feed != NULL && feed->fragment_count > 0;
}

static bool is_forgotten(const struct plan *plan, const char *name)
{
	const struct ledger *ledger = plan->ledger;

	for (size_t i = 0; i < ledger->forgotten_count; i++)
		if (strcmp(ledger->forgotten[i], name) == 0)
			return true;
	return false;
}

/*
 * What stands for %s now: a series that is gone has its feeds in the one that
 * it has become.  NULL: it is nowhere.
 */
static const char *name_now(
	const struct plan *plan, const struct feed_kind *kind, const char *name)
{
	const struct series *series;

	if (kind->scope != SCOPE_SERIES)
		return name;
	series = former_series_now(plan->site, name);
	return series ? series->folder : NULL;
}

/* A feed that has left its last member behind. */
static void look_in(struct leaving *it, const struct member *member)
{
	struct plan *plan = it->plan;
	struct fragment *fragment;
	struct buf name = BUF_INIT, path = BUF_INIT;
	struct feed *feed;

	feeds_put_name(&name, member->kind, member->name, member->year);
	buf_printf(&path, "%s/%s", member->language, name.bytes);
	fragment = is_alive(it->feeds, path.bytes) ||
			is_forgotten(plan, name.bytes)
		? NULL
		: find_fragment(it, member);
	if (fragment != NULL) {
		feed = find_left(it, path.bytes);
		if (feed == NULL) {
			feed = assign_new(plan, member->kind, member->language,
				member->name, member->year);
			feed->is_left = true;
			feeds_add(&plan->pool, &it->found, feed);
		}
		stay(it, feed, fragment, member);
	}
	buf_release(&path);
	buf_release(&name);
}

static void look_at(struct leaving *it, const struct member *member)
{
	struct member now = *member;

	now.name = name_now(it->plan, member->kind, member->name);
	if (now.name != NULL || member->name == NULL)
		look_in(it, &now);
}

/* The language of the publisher that a feed is in, or NULL. */
static const char *language_of(
	const struct publisher *publisher, const char *feed)
{
	size_t length = strcspn(feed, "/");

	for (size_t i = 0; i < publisher->language_count; i++) {
		const char *language = publisher->languages[i];

		if (strlen(language) == length &&
			strncmp(language, feed, length) == 0)
			return language;
	}
	return NULL;
}

static void look_at_known(struct leaving *it, const struct left *left)
{
	struct buf name = BUF_INIT;
	struct member member = {.uid = left->uid, .item = left->item};

	member.language = language_of(&it->plan->site->publisher, left->feed);
	member.kind = feeds_kind_of(left_name(left), &name);
	if (member.kind != NULL && member.language != NULL) {
		member.name =
			pool_bytes(&it->plan->pool, name.bytes, name.length);
		if (member.kind->period == PERIOD_YEAR)
			member.year = (int)strtol(name.bytes, NULL, 10);
		look_at(it, &member);
	}
	buf_release(&name);
}

static enum format format_of(const struct row *row)
{
	static const enum format formats[] = {
		[ROW_VEVENT] = FORMAT_ICS,
		[ROW_RELEASE] = FORMAT_ATOM,
		[ROW_CHANGE] = FORMAT_CHANGES,
	};

	return formats[row->kind];
}

/* The feeds that a row stood in when it was published. */
static void look_at_row(struct leaving *it, const struct published *meeting,
	const struct row *row, const struct membership *memberships,
	size_t count)
{
	struct member member = {.uid = meeting->uid,
		.item = row->item,
		.year = row->year,
		.language = row->language};

	for (const struct feed_kind *kind = feed_kinds; kind->name != NULL;
		kind++) {
		if (kind->format != format_of(row))
			continue;
		member.kind = kind;
		member.name = NULL;
		if (kind->scope == SCOPE_SITE)
			look_at(it, &member);
		for (size_t i = 0; i < count; i++) {
			if (memberships[i].scope != kind->scope)
				continue;
			member.name = memberships[i].name;
			look_at(it, &member);
		}
	}
}

/* The other meetings that a release covered have feeds too. */
static void look_at_also(struct leaving *it, const struct published *meeting,
	const struct row *row)
{
	const struct release *release = row->kind == ROW_RELEASE
		? event_release(meeting->event, row->item)
		: NULL;

	for (size_t i = 0; release != NULL && i < release->also_count; i++) {
		size_t count;
		const struct membership *memberships = events_memberships(
			&it->plan->pool, &it->plan->ledger->world.publisher,
			release->also[i], &count);

		look_at_row(it, meeting, row, memberships, count);
	}
}

static void look_at_meeting(struct leaving *it, const struct published *meeting)
{
	size_t count;
	const struct membership *memberships = events_memberships(
		&it->plan->pool, &it->plan->ledger->world.publisher,
		meeting->event, &count);

	for (size_t i = 0; i < meeting->row_count; i++) {
		const struct row *row = &meeting->rows[i];

		if (row->state == ROW_REMOVED)
			continue;
		look_at_row(it, meeting, row, memberships, count);
		look_at_also(it, meeting, row);
	}
}

static void add_page(struct leaving *it, struct feeds *feeds, size_t count,
	const struct series *series, const char *folder)
{
	struct plan *plan = it->plan;
	const struct publisher *publisher = &plan->site->publisher;
	const struct feeds known = {feeds->items, count};

	for (size_t i = 0; i < publisher->language_count; i++) {
		const char *language = publisher->languages[i];
		const struct feed *page = feeds_find(&known,
			pool_printf(&plan->pool, "%s/%s/index.html", language,
				series->folder));

		if (page != NULL)
			former_add(plan, feeds, count, page,
				pool_printf(&plan->pool, "%s/%s/index.html",
					language, folder));
	}
}

/* Where the meeting is now, or NULL. */
static const struct series *series_of(const struct plan *plan, const char *uid)
{
	const struct published *meeting = ledger_find(&plan->next, uid);
	struct buf folder = BUF_INIT;
	const struct series *series = NULL;

	if (meeting != NULL) {
		buf_put(&folder, meeting->path, strcspn(meeting->path, "/"));
		series = site_series(plan->site, folder.bytes);
	}
	buf_release(&folder);
	return series;
}

/*
 * The page of a series that all meetings have left is that of the series in
 * which its last member is now, in its former folders too.
 */
static void add_pages(struct leaving *it, struct feeds *feeds, size_t count,
	const struct left *left)
{
	const struct site *site = it->plan->site;
	const struct series *now = series_of(it->plan, left->uid);
	struct buf name = BUF_INIT;
	const struct feed_kind *kind = feeds_kind_of(left_name(left), &name);
	const struct series *series = NULL;

	if (kind != NULL && kind->scope == SCOPE_SERIES && now != NULL)
		series = site_series(site, name.bytes);
	if (series != NULL) {
		add_page(it, feeds, count, now, series->folder);
		for (size_t i = 0; i < series->formerly_count; i++)
			add_page(it, feeds, count, now, series->formerly[i]);
	}
	buf_release(&name);
}

void left_add(struct plan *plan, struct feeds *feeds)
{
	size_t count = feeds->count;
	const struct ledger *ledger = plan->ledger;
	struct leaving it = {.plan = plan, .feeds = feeds};

	for (size_t i = 0; i < ledger->left_count; i++)
		look_at_known(&it, &ledger->left[i]);
	for (size_t i = 0; i < ledger->count; i++)
		if (ledger->meetings[i]->event != NULL)
			look_at_meeting(&it, ledger->meetings[i]);
	for (size_t i = 0; i < plan->next.left_count; i++)
		add_pages(&it, feeds, count, &plan->next.left[i]);
	for (size_t i = 0; i < it.found.count; i++)
		feeds_add(&plan->pool, feeds, it.found.items[i]);
	for (size_t i = 0; i < it.found.count; i++)
		former_add_of_series(plan, feeds, count, it.found.items[i]);
	feeds_sort(feeds);
}
