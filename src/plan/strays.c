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

static const char *known_language(
	const struct publisher *publisher, const char *path)
{
	for (size_t i = 0; i < publisher->language_count; i++) {
		const char *language = publisher->languages[i];
		size_t length = strlen(language);

		if (strncmp(path, language, length) == 0 && path[length] == '/')
			return language;
	}
	return NULL;
}

static const struct series *find_series(
	const struct site *site, const char *folder)
{
	for (size_t i = 0; i < site->series_count; i++)
		if (strcmp(site->series[i]->folder, folder) == 0 &&
			!site->series[i]->failed)
			return site->series[i];
	return NULL;
}

/* What the feed is about; -1 when nobody can say any more. */
static int set_subject(
	struct straying *it, struct feed *feed, const struct buf *name)
{
	const struct publisher *publisher = &it->site->publisher;

	switch (feed->scope) {
	case SCOPE_SITE:
		if (feed->period == PERIOD_YEAR)
			feed->year = (int)strtol(name->bytes, NULL, 10);
		return 0;
	case SCOPE_SERIES:
		feed->series = find_series(it->site, name->bytes);
		return feed->series != NULL ? 0 : -1;
	case SCOPE_PARTY:
		feed->party = pool_text(it->pool, name->bytes);
		return 0;
	case SCOPE_TOPIC:
		feed->topic = publisher_topic(publisher, name->bytes);
		return feed->topic != NULL ? 0 : -1;
	case SCOPE_EVENT:
		return 0;
	case SCOPE_PUBLISHER:
		break;
	}
	return -1;
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
	const struct publisher *publisher = &it->site->publisher;
	const char *language = known_language(publisher, path);
	struct buf name = BUF_INIT;
	const struct feed_kind *kind = language == NULL
		? NULL
		: feeds_kind_of(path + strlen(language) + 1, &name);
	struct feed *feed;

	if (kind != NULL && links_find(it->planned, path) == NULL) {
		feed = pool_alloc(it->pool, sizeof(*feed));
		feed->path = feed->address = pool_text(it->pool, path);
		feeds_set_kind(feed, kind, publisher, language);
		if (!format_is_page(kind->format) &&
			set_subject(it, feed, &name) == 0)
			add_fragments(it, feed);
		if (feed->fragment_count > 0)
			feeds_add(it->pool, &it->found, feed);
		else
			note_dead(it, feed->path);
	}
	buf_release(&name);
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
