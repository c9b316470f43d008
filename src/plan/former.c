#include "plan/former.h"

#include <stdlib.h>
#include <string.h>
#include "plan/substitute.h"
#include "base/banned.h"

/* A path at which a meeting once was, and where it is. */
struct former_path {
	const char *path, *meeting;
};

/* What is shared while feeds are added at former addresses. */
struct adding {
	struct plan *plan;
	struct feeds *feeds;
	size_t count; /* those at their own addresses, in order */
	struct former_path *former; /* in order */
	size_t former_count;
};

static bool is_former(const struct series *series, const char *folder)
{
	for (size_t i = 0; i < series->formerly_count; i++)
		if (strcmp(series->formerly[i], folder) == 0)
			return true;
	return false;
}

static bool is_forgotten(const struct ledger *ledger, const char *folder)
{
	size_t length = strlen(folder);

	for (size_t i = 0; i < ledger->forgotten_count; i++)
		if (strncmp(ledger->forgotten[i], folder, length) == 0 &&
			strcmp(ledger->forgotten[i] + length, "/") == 0)
			return true;
	return false;
}

static void add_former_name(struct site *site, const struct ledger *ledger,
	struct series *series, const char *folder)
{
	const char **names;

	if (strcmp(series->folder, folder) == 0 || is_former(series, folder) ||
		is_forgotten(ledger, folder))
		return;
	names = pool_alloc(
		&site->pool, (series->formerly_count + 1) * sizeof(*names));
	if (series->formerly != NULL)
		memcpy(names, series->formerly,
			series->formerly_count * sizeof(*names));
	names[series->formerly_count++] = folder;
	series->formerly = names;
}

static void add_former_names(struct site *site, const struct ledger *ledger,
	struct series *series, const struct series *published)
{
	for (size_t i = 0; i < published->formerly_count; i++)
		add_former_name(site, ledger, series, published->formerly[i]);
}

static struct series *find_series(const struct site *site, const char *folder)
{
	for (size_t i = 0; i < site->series_count; i++)
		if (strcmp(site->series[i]->folder, folder) == 0)
			return site->series[i];
	return NULL;
}

/* How many meetings of the published series are in this one now. */
static size_t count_moved(const struct site *site, const struct ledger *ledger,
	const struct series *published, const struct series *series)
{
	size_t count = 0;

	for (size_t i = 0; i < ledger->world.event_count; i++) {
		const struct event *before = ledger->world.events[i];
		const struct event *now = before->series == published
			? site_event(site, before->uid)
			: NULL;

		count += now != NULL && !now->hidden && now->series == series;
	}
	return count;
}

/* How many of those who were in its feeds last are in this one now. */
static size_t count_left(const struct site *site, const struct ledger *ledger,
	const struct series *published, const struct series *series)
{
	size_t length = strlen(published->folder), count = 0;

	for (size_t i = 0; i < ledger->left_count; i++) {
		const struct left *left = &ledger->left[i];
		const struct event *now =
			strncmp(left_name(left), published->folder, length) ==
					0 &&
				left_name(left)[length] == '/'
			? site_event(site, left->uid)
			: NULL;

		count += now != NULL && !now->hidden && now->series == series;
	}
	return count;
}

static bool is_empty(
	const struct ledger *ledger, const struct series *published)
{
	for (size_t i = 0; i < ledger->world.event_count; i++)
		if (ledger->world.events[i]->series == published)
			return false;
	return true;
}

/*
 * The series that has most of the meetings of one that is gone, or most of
 * those that had left it empty.  NULL: there are none.
 */
static struct series *find_heir(const struct site *site,
	const struct ledger *ledger, const struct series *published)
{
	bool was_empty = is_empty(ledger, published);
	struct series *heir = NULL;
	size_t most = 0;

	for (size_t i = 0; i < site->series_count; i++) {
		struct series *series = site->series[i];
		size_t count = was_empty
			? count_left(site, ledger, published, series)
			: count_moved(site, ledger, published, series);

		if (count > most) {
			heir = series;
			most = count;
		}
	}
	return heir;
}

/* Bodies of a record were not looked for while the series had none. */
static void join(struct site *site, struct event *event)
{
	event_inherit_topics(&site->pool, event);
	for (size_t i = 0; i < event->body_count; i++)
		if (event->bodies[i] == NULL)
			event->refused |= EVENT_BODIES;
}

static void revive(struct site *site, const struct ledger *ledger,
	const struct series *published)
{
	struct series *heir;

	if (find_series(site, published->folder) != NULL)
		return;
	heir = find_heir(site, ledger, published);
	if (heir == NULL || !heir->failed)
		return;
	*heir = *substitute_series(site, published, heir->folder);
	for (size_t i = 0; i < site->event_count; i++)
		if (site->events[i]->series == heir)
			join(site, site->events[i]);
}

static bool has_failed(const struct site *site)
{
	for (size_t i = 0; i < site->series_count; i++)
		if (site->series[i]->failed)
			return true;
	return false;
}

void former_revive(struct site *site, const struct ledger *ledger)
{
	const struct site *world = &ledger->world;

	if (!has_failed(site))
		return;
	site_settle(site);
	for (size_t i = 0; i < world->series_count; i++)
		revive(site, ledger, world->series[i]);
}

static void inherit(struct site *site, const struct ledger *ledger,
	const struct series *published)
{
	struct series *heir;

	if (find_series(site, published->folder) != NULL)
		return;
	heir = find_heir(site, ledger, published);
	if (heir == NULL)
		return;
	if (heir->identity == NULL)
		heir->identity = series_identity(published);
	add_former_names(site, ledger, heir, published);
	add_former_name(site, ledger, heir, published->folder);
}

static const struct series *once_in(const struct site *site, const char *folder)
{
	for (size_t i = 0; i < site->series_count; i++)
		if (is_former(site->series[i], folder))
			return site->series[i];
	return NULL;
}

const struct series *former_series_now(
	const struct site *site, const char *folder)
{
	const struct series *series = site_series(site, folder);

	return series ? series : once_in(site, folder);
}

/* From what the ids of feeds below the folder were made, or NULL. */
static const char *identity_at(const struct ledger *ledger, const char *folder)
{
	const struct series *series = ledger_series(ledger, folder);
	const char *identity = ledger_former_identity(ledger, folder);

	if (series == NULL && identity != NULL)
		return identity;
	if (series == NULL)
		series = once_in(&ledger->world, folder);
	return series ? series_identity(series) : NULL;
}

/* A new series is the one that its record says it was. */
static void identify(struct series *series, const struct ledger *ledger)
{
	for (size_t i = 0;
		series->identity == NULL && i < series->formerly_count; i++)
		series->identity = identity_at(ledger, series->formerly[i]);
}

void former_find_renamed(struct site *site, const struct ledger *ledger)
{
	const struct site *world = &ledger->world;

	for (size_t i = 0; i < site->series_count; i++)
		site->series[i]->identity =
			identity_at(ledger, site->series[i]->folder);
	for (size_t i = 0; i < world->series_count; i++) {
		const struct series *published = world->series[i];
		struct series *series = find_series(site, published->folder);

		if (series != NULL)
			add_former_names(site, ledger, series, published);
	}
	for (size_t i = 0; i < world->series_count; i++)
		inherit(site, ledger, world->series[i]);
	for (size_t i = 0; i < site->series_count; i++)
		identify(site->series[i], ledger);
}

void former_add(struct plan *plan, struct feeds *feeds, size_t count,
	const struct feed *feed, const char *path)
{
	const struct feeds known = {feeds->items, count};
	struct feed *alias;

	if (feeds_find(&known, path) != NULL)
		return;
	for (size_t i = count; i < feeds->count; i++)
		if (strcmp(feeds->items[i]->path, path) == 0)
			return;
	alias = pool_alloc(&plan->pool, sizeof(*alias));
	*alias = *feed;
	alias->path = path;
	feeds_add(&plan->pool, feeds, alias);
}

static int compare_paths(const void *left, const void *right)
{
	const struct former_path *a = left, *b = right;

	return strcmp(a->path, b->path);
}

static int compare_formers(const void *left, const void *right)
{
	const struct former_path *a = left, *b = right;
	int order = compare_paths(left, right);

	return order != 0 ? order : strcmp(a->meeting, b->meeting);
}

/* All paths at which meetings once were, in order. */
static void collect_former(struct adding *it)
{
	const struct ledger *next = &it->plan->next;

	for (size_t i = 0; i < next->count; i++) {
		const struct published *meeting = next->meetings[i];

		for (size_t j = 0; j < meeting->former_count; j++) {
			it->former = pool_grow(&it->plan->pool, it->former,
				it->former_count, sizeof(*it->former));
			it->former[it->former_count++] = (struct former_path){
				meeting->former[j], meeting->path};
		}
	}
	if (it->former_count > 0)
		qsort(it->former, it->former_count, sizeof(*it->former),
			compare_formers);
}

/* Whether another meeting than the one at `own` once was at the path. */
static bool is_of_another(
	const struct adding *it, const char *own, const char *path)
{
	const struct former_path key = {path, NULL};
	const struct former_path *found = NULL;

	if (it->former_count > 0)
		found = bsearch(&key, it->former, it->former_count,
			sizeof(*it->former), compare_paths);
	return found != NULL && strcmp(found->meeting, own) != 0;
}

/* "SERIES/EVENT" of "LANGUAGE/SERIES/EVENT.html". */
static const char *meeting_path(struct plan *plan, const struct feed *feed)
{
	const char *path = strchr(feed->path, '/') + 1;

	return pool_bytes(
		&plan->pool, path, (size_t)(strrchr(path, '.') - path));
}

/* The same feed in a former folder, with the id that it has there. */
static void add_in_folder(
	const struct adding *it, const struct feed *feed, const char *folder)
{
	struct plan *plan = it->plan;
	const char *identity = ledger_former_identity(&plan->next, folder);
	const char *rest = feed->path + strlen(feed->language) + 1 +
		strlen(feed->series->folder);
	struct feed other = *feed;

	if (identity != NULL) {
		struct series *series =
			pool_alloc(&plan->pool, sizeof(*series));

		*series = *feed->series;
		series->identity = identity;
		other.series = series;
	}
	former_add(plan, it->feeds, it->count, &other,
		pool_printf(
			&plan->pool, "%s/%s%s", feed->language, folder, rest));
}

/* Whether another meeting was where this feed would be in a former folder. */
static bool is_taken(
	const struct adding *it, const struct feed *feed, const char *folder)
{
	const char *own;

	if (feed->scope != SCOPE_EVENT)
		return false;
	own = meeting_path(it->plan, feed);
	return is_of_another(it, own,
		pool_printf(&it->plan->pool, "%s%s", folder, strchr(own, '/')));
}

/* The same for all former folders of the series of the feed, if it has one. */
static void add_of_series(const struct adding *it, const struct feed *feed)
{
	const struct series *series = feed->series;

	for (size_t i = 0; series != NULL && i < series->formerly_count; i++)
		if (!is_taken(it, feed, series->formerly[i]))
			add_in_folder(it, feed, series->formerly[i]);
}

void former_add_of_series(struct plan *plan, struct feeds *feeds, size_t count,
	const struct feed *feed)
{
	const struct adding it = {plan, feeds, count, NULL, 0};

	add_of_series(&it, feed);
}

/* The files of a meeting at a path that it once had. */
static void add_of_meeting(const struct adding *it,
	const struct published *meeting, const char *former)
{
	static const char *const endings[] = {"ics", "html"};
	struct plan *plan = it->plan;
	const struct publisher *publisher = &plan->site->publisher;
	const struct feeds known = {it->feeds->items, it->count};

	for (size_t i = 0; i < publisher->language_count; i++)
		for (size_t j = 0; j < 2; j++) {
			const char *language = publisher->languages[i];
			const struct feed *feed = feeds_find(&known,
				pool_printf(&plan->pool, "%s/%s.%s", language,
					meeting->path, endings[j]));

			if (feed != NULL)
				former_add(plan, it->feeds, it->count, feed,
					pool_printf(&plan->pool, "%s/%s.%s",
						language, former, endings[j]));
		}
}

/*
 * A former name of the meeting stood in former folders of its series too,
 * unless it was another meeting's there.
 */
static void add_of_former(const struct adding *it,
	const struct published *meeting, const char *former)
{
	struct plan *plan = it->plan;
	const char *name = strchr(former, '/');
	const struct series *series = site_series(plan->site,
		pool_bytes(&plan->pool, meeting->path,
			strcspn(meeting->path, "/")));

	add_of_meeting(it, meeting, former);
	for (size_t i = 0; series != NULL && i < series->formerly_count; i++) {
		const char *path = pool_printf(
			&plan->pool, "%s%s", series->formerly[i], name);

		if (!is_of_another(it, meeting->path, path))
			add_of_meeting(it, meeting, path);
	}
}

/* Former folders whose feeds have other ids than those of their series. */
static void note_identities(struct plan *plan, const struct series *series)
{
	struct ledger *next = &plan->next;

	for (size_t i = 0; i < series->formerly_count; i++) {
		const char *folder = series->formerly[i];
		const char *identity = identity_at(plan->ledger, folder);

		if (identity == NULL ||
			strcmp(identity, series_identity(series)) == 0 ||
			ledger_former_identity(next, folder) != NULL)
			continue;
		next->former = pool_grow(&plan->pool, next->former,
			next->former_count, sizeof(*next->former));
		next->former[next->former_count++] =
			(struct former){folder, identity};
	}
}

static int compare_uids(const void *left, const void *right)
{
	const struct published *const *a = left, *const *b = right;

	return strcmp((*a)->uid, (*b)->uid);
}

/* Of several meetings that had a path, the same one has it in each run. */
static void sort_meetings(struct ledger *ledger)
{
	if (ledger->count > 0)
		qsort(ledger->meetings, ledger->count,
			sizeof(*ledger->meetings), compare_uids);
}

void former_add_all(struct plan *plan, struct feeds *feeds)
{
	const struct site *site = plan->site;
	struct adding it = {plan, feeds, feeds->count, NULL, 0};

	sort_meetings(&plan->next);
	for (size_t i = 0; i < site->series_count; i++)
		note_identities(plan, site->series[i]);
	collect_former(&it);
	for (size_t i = 0; i < plan->next.count; i++) {
		const struct published *meeting = plan->next.meetings[i];

		for (size_t j = 0; j < meeting->former_count; j++)
			add_of_former(&it, meeting, meeting->former[j]);
	}
	for (size_t i = 0; i < it.count; i++)
		add_of_series(&it, feeds->items[i]);
	feeds_sort(feeds);
}
