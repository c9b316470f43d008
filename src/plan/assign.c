#include "plan/assign.h"

#include <string.h>
#include <xxhash.h>
#include "plan/order.h"
#include "base/banned.h"

/* Feeds by their path while fragments are assigned to them. */
struct assigning {
	struct plan *plan;
	struct pool *lists; /* of lists that still grow */
	struct feed **slots; /* open addressing; NULL is free */
	size_t slot_count; /* a power of two */
	size_t count;
	struct buf path; /* of the one that is looked for */
};

static size_t slot_of(const struct assigning *it, const char *path)
{
	size_t slot =
		(size_t)XXH3_64bits(path, strlen(path)) & (it->slot_count - 1);

	while (it->slots[slot] != NULL &&
		strcmp(it->slots[slot]->path, path) != 0)
		slot = (slot + 1) & (it->slot_count - 1);
	return slot;
}

static void make_room(struct assigning *it)
{
	struct feed **old = it->slots;
	size_t old_count = it->slot_count;

	if (2 * (it->count + 1) <= old_count)
		return;
	it->slot_count = old_count ? 2 * old_count : 64;
	it->slots = pool_alloc(it->lists, it->slot_count * sizeof(*it->slots));
	for (size_t i = 0; i < old_count; i++)
		if (old[i] != NULL)
			it->slots[slot_of(it, old[i]->path)] = old[i];
}

/* A topic that publisher.xml has no more is called as it was. */
static const struct topic *find_topic(const struct plan *plan, const char *term)
{
	const struct topic *topic =
		publisher_topic(&plan->site->publisher, term);

	return topic ? topic
		     : publisher_topic(&plan->ledger->world.publisher, term);
}

/* Likewise a selection, which feeds treat as a topic. */
static const struct topic *find_selection(
	const struct plan *plan, const char *id)
{
	const struct selection *selection =
		publisher_selection(&plan->site->publisher, id);

	if (selection == NULL)
		selection =
			publisher_selection(&plan->ledger->world.publisher, id);
	return &selection->as;
}

static const struct series *find_series(
	const struct plan *plan, const char *folder)
{
	const struct series *series = site_series(plan->site, folder);

	return series ? series : ledger_series(plan->ledger, folder);
}

/* The folder of a series, in front of a slash if there is one. */
static const char *series_in(struct plan *plan, const char *name)
{
	return pool_bytes(&plan->pool, name, strcspn(name, "/"));
}

/* `name` lives as long as the plan. */
static void set_subject(struct plan *plan, struct feed *feed,
	const struct feed_kind *kind, const char *name, int year)
{
	switch (kind->scope) {
	case SCOPE_SERIES:
		feed->series = find_series(plan, name);
		break;
	case SCOPE_EVENT:
		feed->series = find_series(plan, series_in(plan, name));
		break;
	case SCOPE_PARTY:
		feed->party = name;
		break;
	case SCOPE_TOPIC:
		feed->topic = find_topic(plan, name);
		break;
	case SCOPE_SELECTION:
		feed->topic = find_selection(plan, name);
		break;
	case SCOPE_SITE:
	case SCOPE_PUBLISHER:
		break;
	}
	feed->year = kind->period == PERIOD_YEAR ? year : 0;
}

static void set_kind(struct plan *plan, struct feed *feed,
	const struct feed_kind *kind, const char *language)
{
	feed->language = language;
	feed->format = kind->format;
	feed->scope = kind->scope;
	feed->period = kind->period;
	feed->publisher = &plan->site->publisher;
}

struct feed *assign_new(struct plan *plan, const struct feed_kind *kind,
	const char *language, const char *name, int year)
{
	struct feed *feed = pool_alloc(&plan->pool, sizeof(*feed));
	struct buf path = BUF_INIT;

	buf_printf(&path, "%s/", language);
	feeds_put_name(&path, kind, name, year);
	feed->path = feed->address =
		pool_bytes(&plan->pool, path.bytes, path.length);
	buf_release(&path);
	set_kind(plan, feed, kind, language);
	set_subject(plan, feed, kind, name, year);
	return feed;
}

/* The feed at the path; a new one has `*is_new` set and no kind yet. */
static struct feed *find_or_make(struct assigning *it, bool *is_new)
{
	struct plan *plan = it->plan;
	const struct buf *path = &it->path;
	size_t slot;

	make_room(it);
	slot = slot_of(it, path->bytes);
	*is_new = it->slots[slot] == NULL;
	if (*is_new) {
		it->slots[slot] = pool_alloc(&plan->pool, sizeof(struct feed));
		it->slots[slot]->path = it->slots[slot]->address =
			pool_bytes(&plan->pool, path->bytes, path->length);
		it->count++;
	}
	return it->slots[slot];
}

static struct feed *feed_of(struct assigning *it, const struct feed_kind *kind,
	const struct fragment *fragment, const char *name, int year)
{
	struct feed *feed;
	bool is_new;

	buf_cut(&it->path, 0);
	if (kind->scope != SCOPE_PUBLISHER)
		buf_printf(&it->path, "%s/", fragment->language);
	feeds_put_name(&it->path, kind, name, year);
	feed = find_or_make(it, &is_new);
	if (is_new) {
		set_kind(it->plan, feed, kind, fragment->language);
		set_subject(it->plan, feed, kind, name, year);
	}
	return feed;
}

static void put_into(struct assigning *it, const struct feed_kind *kind,
	struct fragment *fragment, const char *name)
{
	struct feed *feed = feed_of(it, kind, fragment, name, fragment->year);

	feeds_add_fragment(it->lists, feed, fragment);
	if (kind->period != PERIOD_YEAR || fragment->left_year == 0)
		return;
	feed = feed_of(it, kind, fragment, name, fragment->left_year);
	feed->leaving = pool_grow(&it->plan->pool, feed->leaving,
		feed->leaving_count, sizeof(*feed->leaving));
	feed->leaving[feed->leaving_count++] = fragment;
}

static void put_into_kind(struct assigning *it, const struct feed_kind *kind,
	struct fragment *fragment)
{
	if (kind->scope == SCOPE_SITE || kind->scope == SCOPE_PUBLISHER) {
		put_into(it, kind, fragment, "");
		return;
	}
	for (size_t i = 0; i < fragment->membership_count; i++)
		if (fragment->memberships[i].scope == kind->scope)
			put_into(it, kind, fragment,
				fragment->memberships[i].name);
}

static struct feeds collect(struct assigning *it)
{
	struct feeds feeds = {NULL};

	for (size_t i = 0; i < it->slot_count; i++)
		if (it->slots[i] != NULL)
			feeds_add(&it->plan->pool, &feeds, it->slots[i]);
	feeds_sort(&feeds);
	return feeds;
}

/* Meetings and releases stand on the same pages as series. */
static enum format host_of(enum format format)
{
	return format == FORMAT_AHEAD || format == FORMAT_NEWS ||
			format == FORMAT_PAST
		? FORMAT_INDEX
		: format;
}

struct feeds assign_all(struct plan *plan, struct pool *lists)
{
	struct assigning it = {.plan = plan, .lists = lists, .path = BUF_INIT};
	struct feeds feeds;

	order_fragments(plan->fragments, plan->count);
	for (size_t i = 0; i < plan->count; i++)
		for (const struct feed_kind *kind = feed_kinds;
			kind->name != NULL; kind++)
			if (kind->format == host_of(plan->fragments[i]->format))
				put_into_kind(&it, kind, plan->fragments[i]);
	feeds = collect(&it);
	buf_release(&it.path);
	return feeds;
}
