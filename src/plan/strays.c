#include "plan/strays.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "plan/links.h"
#include "plan/order.h"
#include "base/banned.h"

/* "feeds/fr/party/EU/calendar.ics": that many folders below feeds/. */
enum { DEEPEST = 3 };

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
	size_t count;
	const struct published_fragment *all =
		published_all(it->published, feed->path, feed->format, &count);

	for (size_t i = 0; i < count; i++) {
		struct fragment *fragment = find_fragment(
			it, all[i].id, feed->language, feed->format);

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

static DIR *open_folder(const char *path)
{
	struct buf name = BUF_INIT;
	DIR *stream;
	int folder;

	buf_printf(&name, "feeds/%s", path);
	folder = open(
		name.bytes, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	buf_release(&name);
	stream = folder >= 0 ? fdopendir(folder) : NULL;
	if (stream == NULL && folder >= 0)
		close(folder);
	return stream;
}

static void look_into(struct straying *it, struct buf *path, int depth);

static void look_at_entry(struct straying *it, struct buf *path,
	const struct dirent *entry, int depth)
{
	size_t length = path->length;

	buf_printf(path, "/%s", entry->d_name);
	/* Of what kind it is, some file systems do not say. */
	if (entry->d_type == DT_DIR || entry->d_type == DT_UNKNOWN)
		look_into(it, path, depth + 1);
	if (entry->d_type != DT_DIR)
		look_at(it, path->bytes);
	buf_cut(path, length);
}

/* A feed that is not found here would be taken for gone. */
static void look_into(struct straying *it, struct buf *path, int depth)
{
	const struct dirent *entry;
	DIR *stream;

	if (depth > DEEPEST)
		return;
	stream = open_folder(path->bytes);
	if (stream == NULL) {
		if (errno != ENOTDIR)
			published_note_unreadable(
				it->published, path->bytes, errno);
		return;
	}
	for (;;) {
		errno = 0;
		entry = readdir(stream);
		if (entry == NULL)
			break;
		if (entry->d_name[0] != '.')
			look_at_entry(it, path, entry, depth);
	}
	if (errno != 0)
		published_note_unreadable(it->published, path->bytes, errno);
	closedir(stream);
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
	const struct publisher *publisher = &site->publisher;
	struct buf path = BUF_INIT;

	for (size_t i = 0; i < publisher->language_count; i++) {
		buf_cut(&path, 0);
		buf_puts(&path, publisher->languages[i]);
		look_into(&it, &path, 1);
	}
	buf_release(&path);
	for (size_t i = 0; i < it.found.count; i++)
		feeds_add(pool, feeds, it.found.items[i]);
	feeds->dead = it.found.dead;
	feeds->dead_count = it.found.dead_count;
	links_sort(feeds);
}
