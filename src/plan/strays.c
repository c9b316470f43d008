#include "plan/strays.h"

#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include "plan/links.h"
#include "plan/order.h"
#include "base/banned.h"

/* What is shared while they are looked for. */
struct straying {
	struct pool *pool;
	const struct site *site;
	struct published *published;
	struct fragment **by_id; /* NULL before the first stray is met */
	struct fragment **fragments;
	size_t count;
	const struct feeds *planned;
	struct feeds found;
};

static int compare_ids(const void *left, const void *right)
{
	const struct fragment *a = *(struct fragment *const *)left;
	const struct fragment *b = *(struct fragment *const *)right;
	int order = strcmp(a->id, b->id);

	if (order == 0)
		order = strcmp(a->language, b->language);
	return order != 0 ? order : (int)a->format - (int)b->format;
}

/* The fragment of this id that is published now, or NULL. */
static struct fragment *find_fragment(struct straying *it, const char *id,
	const char *language, enum format format)
{
	struct fragment key = {
		.id = id, .language = language, .format = format};
	struct fragment *const wanted = &key;
	struct fragment **found;

	if (it->count == 0)
		return NULL;
	if (it->by_id == NULL) {
		it->by_id =
			pool_alloc(it->pool, it->count * sizeof(*it->by_id));
		memcpy(it->by_id, it->fragments,
			it->count * sizeof(*it->by_id));
		qsort(it->by_id, it->count, sizeof(*it->by_id), compare_ids);
	}
	found = bsearch(
		&wanted, it->by_id, it->count, sizeof(*it->by_id), compare_ids);
	return found ? *found : NULL;
}

static void add_fragments(struct straying *it, struct feed *feed)
{
	size_t count = published_count(it->published, feed->path, feed->format);

	for (size_t i = 0; i < count; i++) {
		struct fragment *fragment = find_fragment(it,
			published_id(
				it->published, feed->path, feed->format, i),
			feed->language, feed->format);

		if (fragment != NULL)
			feeds_add_fragment(it->pool, feed, fragment);
	}
	order_feed(feed);
}

static void note_dead(struct straying *it, const char *path)
{
	it->found.dead = pool_grow(it->pool, it->found.dead,
		it->found.dead_count, sizeof(*it->found.dead));
	it->found.dead[it->found.dead_count++] = path;
}

/* A file below feeds/ that may be a feed. */
static void look_at(struct straying *it, const char *path)
{
	struct feed *feed;

	if (!feeds_is_at(it->site, path) ||
		links_find(it->planned, path) != NULL)
		return;
	feed = feeds_at(it->pool, it->site, path);
	if (feed != NULL)
		add_fragments(it, feed);
	if (feed == NULL || feed->fragment_count == 0) {
		note_dead(it, pool_text(it->pool, path));
		return;
	}
	feed->is_stray = 1;
	feeds_add(it->pool, &it->found, feed);
}

void strays_add(struct pool *pool, const struct site *site,
	struct published *published, struct fragment **fragments, size_t count,
	struct feeds *feeds)
{
	struct straying it = {.pool = pool,
		.site = site,
		.published = published,
		.fragments = fragments,
		.count = count,
		.planned = feeds};
	char *const roots[] = {(char[]){"feeds"}, NULL};
	FTS *walk =
		fts_open(roots, FTS_PHYSICAL | FTS_NOSTAT | FTS_NOCHDIR, NULL);
	FTSENT *entry;

	if (walk == NULL)
		return;
	for (entry = fts_read(walk); entry != NULL; entry = fts_read(walk))
		if (entry->fts_info == FTS_F || entry->fts_info == FTS_NSOK)
			look_at(&it, entry->fts_path + strlen("feeds/"));
	fts_close(walk);
	for (size_t i = 0; i < it.found.count; i++)
		feeds_add(pool, feeds, it.found.items[i]);
	feeds->dead = it.found.dead;
	feeds->dead_count = it.found.dead_count;
	links_sort(feeds);
}
