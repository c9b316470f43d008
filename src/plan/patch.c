#include "plan/patch.h"

#include <string.h>
#include "base/texts.h"
#include "base/uuid.h"
#include "plan/links.h"
#include "plan/order.h"
#include "plan/pages.h"
#include "plan/roster.h"
#include "plan/standing.h"
#include "base/banned.h"

/* What is shared while feeds are patched. */
struct patching {
	struct plan *plan;
	const struct patch *patch;
	struct when window;
	const char **uids; /* of all that the edited meetings have published */
	size_t uid_count;
};

static void add_uid(struct patching *it, const char *uid)
{
	it->uids = pool_grow(
		&it->plan->pool, it->uids, it->uid_count, sizeof(uid));
	it->uids[it->uid_count++] = uid;
}

static int is_edited(const struct site *site, const struct ledger_line *line)
{
	for (size_t i = 0; i < site->event_count; i++)
		if (strcmp(site->events[i]->path, line->record) == 0)
			return 1;
	return site_event(site, line->uid) != NULL;
}

/* Of the meetings and, once they had several times, of each of them. */
static void gather_uids(struct patching *it)
{
	const struct site *site = it->plan->site;
	const struct ledger *ledger = it->plan->ledger;

	for (size_t i = 0; i < site->event_count; i++) {
		const struct event *event = site->events[i];

		add_uid(it, event->uid);
		for (size_t j = 0; j < event->sitting_count; j++)
			add_uid(it, event->sittings[j].uid);
	}
	for (size_t i = 0; i < ledger->count; i++)
		if (is_edited(site, &ledger->lines[i]))
			add_uid(it, ledger->lines[i].uid);
	it->uid_count = texts_sort(it->uids, it->uid_count);
}

static int is_edited_series(const struct patching *it, const char *folder)
{
	const struct site *site = it->plan->site;

	for (size_t i = 0; i < site->series_count; i++)
		if (strcmp(site->series[i]->folder, folder) == 0)
			return 1;
	return 0;
}

/* "tag:AUTHORITY:UID/…", the uid itself, or on pages a series. */
static int is_of_edited(
	const struct patching *it, enum format format, const char *id)
{
	const char *authority = it->plan->site->publisher.authority;
	size_t skipped = strlen("tag:") + strlen(authority) + 1;
	char uid[UUID_SIZE];

	if (format_is_page(format))
		return is_edited_series(it, id);
	if (strncmp(id, "tag:", 4) != 0)
		return texts_have(it->uids, it->uid_count, id);
	if (strlen(id) < skipped + UUID_SIZE - 1)
		return 0;
	memcpy(uid, id + skipped, UUID_SIZE - 1);
	uid[UUID_SIZE - 1] = '\0';
	return texts_have(it->uids, it->uid_count, uid);
}

static int is_output(const struct patching *it, const char *path)
{
	return texts_have(it->patch->outputs, it->patch->output_count, path);
}

static int is_stray(const struct patching *it, const char *path)
{
	return texts_have(it->patch->strays, it->patch->stray_count, path);
}

static int had_edited(const struct patching *it, const struct feed *feed)
{
	uint32_t subject = roster_subject(feed);

	for (size_t i = 0; i < it->patch->subject_count; i++)
		if (it->patch->subjects[i] == subject)
			return 1;
	return 0;
}

/*
 * Feeds that the meetings may have left, and those that others name: the same
 * in other languages, archives of other years.
 */
static void add_others(struct patching *it, struct feeds *feeds)
{
	struct plan *plan = it->plan;
	struct feeds found = {NULL};

	for (size_t i = 0; i < it->patch->output_count; i++) {
		const char *path = it->patch->outputs[i];
		struct feed *feed = links_find(feeds, path) == NULL
			? feeds_at(&plan->pool, plan->site, path)
			: NULL;

		if (feed == NULL)
			continue;
		feed->stands = !had_edited(it, feed);
		feed->is_stray = is_stray(it, path);
		if (!feed->stands || feed->scope != SCOPE_EVENT)
			feeds_add(&plan->pool, &found, feed);
	}
	for (size_t i = 0; i < found.count; i++)
		feeds_add(&plan->pool, feeds, found.items[i]);
	links_sort(feeds);
}

/* What a feed had before. */
struct former {
	size_t count, entries; /* entries: all but tombstones */
	const struct fragment *last; /* in the order of the feed; or NULL */
};

static void note(struct former *former, const struct fragment *fragment)
{
	former->count++;
	if (fragment->is_tombstone)
		return;
	former->entries++;
	if (former->last == NULL || order_compare(former->last, fragment) < 0)
		former->last = fragment;
}

static int take_over(
	struct patching *it, struct feed *feed, struct former *former)
{
	struct plan *plan = it->plan;
	size_t count;
	const struct published_fragment *all = published_all(
		&plan->published, feed->path, feed->format, &count);

	for (size_t i = 0; i < count; i++) {
		struct fragment *fragment =
			standing_read(&plan->pool, feed, &all[i]);

		if (fragment == NULL)
			return -1;
		note(former, fragment);
		if (!is_of_edited(it, feed->format, all[i].id))
			feeds_add_fragment(&plan->pool, feed, fragment);
	}
	return 0;
}

static size_t count_entries(const struct feed *feed)
{
	size_t count = 0;

	for (size_t i = 0; i < feed->fragment_count; i++)
		count += !feed->fragments[i]->is_tombstone;
	return count;
}

/*
 * A feed with as many entries as it may have has left out older ones, which
 * are not known here and may have to come back.
 */
static int tells_newest(const struct feed *feed, const struct former *former)
{
	const struct fragment *last = feed->fragments[feed->fragment_count - 1];

	if (former->entries < ORDER_NEWEST)
		return 1;
	return count_entries(feed) == ORDER_NEWEST &&
		order_compare(last, former->last) <= 0;
}

/*
 * What stood in a window is in it, but for a single one: it may stand there
 * because no feed is empty.
 */
static int tells_window(const struct feed *feed, const struct former *former,
	const struct when *window)
{
	for (size_t i = 0; i < feed->fragment_count; i++)
		if (feed->fragments[i]->stands
				? former->count == 1
				: !order_is_in_window(
					  feed->fragments[i], window))
			return 0;
	return 1;
}

/*
 * RFC 5005, 4: a new archive changes what those beside it say; and pages of the
 * site are there from its first meeting on.
 */
static int names_neighbours(const struct feed *feed)
{
	return format_is_page(feed->format) ||
		(feed->period == PERIOD_YEAR && feed->format != FORMAT_ICS);
}

/* Returns -1 when only a plan of everything can tell what the feed shows. */
static int patch_feed(struct patching *it, struct feed *feed)
{
	struct former former = {0};

	if (format_is_whole(feed->format))
		return 0;
	if (!is_output(it, feed->path)) {
		order_cut(feed, &it->window);
		return names_neighbours(feed) ? -1 : 0;
	}
	/* What stands in it does so only because no feed is empty. */
	if (is_stray(it, feed->path) || take_over(it, feed, &former) != 0 ||
		feed->fragment_count == 0)
		return -1;
	order_fragments(feed->fragments, feed->fragment_count);
	order_cut(feed, &it->window);
	return (feed->period == PERIOD_NEWEST &&
		       !tells_newest(feed, &former)) ||
			(feed->period == PERIOD_WINDOW &&
				!tells_window(feed, &former, &it->window))
		? -1
		: 0;
}

/* Those that others only name have done their part. */
static void drop_named(struct feeds *feeds)
{
	size_t kept = 0;

	for (size_t i = 0; i < feeds->count; i++)
		if (!feeds->items[i]->stands)
			feeds->items[kept++] = feeds->items[i];
	feeds->count = kept;
}

int patch_feeds(
	struct plan *plan, const struct patch *patch, struct feeds *feeds)
{
	struct patching it = {.plan = plan,
		.patch = patch,
		.window = order_window(&plan->site->publisher, plan->now)};

	gather_uids(&it);
	*feeds = feeds_find(&plan->pool, &plan->pool, plan->site,
		plan->fragments, plan->count);
	add_others(&it, feeds);
	for (size_t i = 0; i < feeds->count; i++) {
		struct feed *feed = feeds->items[i];

		if (feed->stands)
			continue;
		if (patch_feed(&it, feed) != 0)
			return -1;
		order_note_earliest(feed, &it.window, &feeds->earliest);
	}
	feeds_add_former(&plan->pool, feeds);
	links_make(&plan->pool, &plan->site->publisher, feeds);
	pages_link(&plan->pool, feeds, plan->fragments, plan->count);
	drop_named(feeds);
	return 0;
}
