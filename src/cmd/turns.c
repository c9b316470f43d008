#include "cmd/turns.h"

#include <string.h>
#include "write/writer.h"
#include "base/banned.h"

static enum turn turn_of(const struct feed *feed, struct published *published)
{
	if (!published_stands(published, feed->path))
		return TURN_NEW;
	if (feed->period != PERIOD_YEAR)
		return TURN_FEEDS;
	return feed_gains(feed) ? TURN_GAINING : TURN_ARCHIVES;
}

void turns_make(struct turns *turns, struct pool *pool,
	const struct feeds *feeds, struct published *published)
{
	size_t room = feeds->count + 1;

	turns->feeds = feeds;
	turns->of = pool_alloc(pool, room * sizeof(*turns->of));
	turns->missing = pool_alloc(pool, room * sizeof(*turns->missing));
	turns->missing_count = 0;
	for (size_t i = 0; i < feeds->count; i++)
		turns->of[i] = turn_of(feeds->items[i], published);
}

size_t turns_index(const struct turns *turns, enum turn turn, size_t i)
{
	if (turn == TURN_GAINING || turn == TURN_ARCHIVES)
		return turns->feeds->count - 1 - i;
	return i;
}

static int is_missing(const struct turns *turns, size_t index)
{
	for (size_t i = 0; i < turns->missing_count; i++)
		if (turns->missing[i] == index)
			return 1;
	return 0;
}

static void miss(struct turns *turns, size_t index)
{
	if (!is_missing(turns, index))
		turns->missing[turns->missing_count++] = index;
}

void turns_miss(struct turns *turns, const char *path)
{
	for (size_t i = 0; i < turns->feeds->count; i++)
		if (strcmp(turns->feeds->items[i]->path, path) == 0)
			miss(turns, i);
}

static int is_path(const char *path, const char *other)
{
	return path != NULL && strcmp(path, other) == 0;
}

/* Whether the text ends in these words just in front of `at`. */
static int ends_in(const char *text, const char *at, const char *words)
{
	size_t length = strlen(words);

	return (size_t)(at - text) >= length &&
		strncmp(at - length, words, length) == 0;
}

/*
 * What a page, or a list of pages, leads to is as manifold as what it tells,
 * and is asked for only when something is missing: so its links are looked up
 * in what is written of it.  They are all in quotes or in an element, and are
 * absolute or start at feeds/.
 */
static int page_links_to(const struct feed *feed, const char *path)
{
	const char *base = feed->publisher->base;
	struct buf text = BUF_INIT;
	int result = 0;

	writer_put_feed(&text, feed);
	for (const char *at = strstr(text.bytes, path); at != NULL && !result;
		at = strstr(at + 1, path))
		result = strchr("\"<", at[strlen(path)]) != NULL &&
			(ends_in(text.bytes, at, base) ||
				ends_in(text.bytes, at, "../") ||
				ends_in(text.bytes, at, "\""));
	buf_release(&text);
	return result;
}

static int entry_links_to(const struct fragment *fragment, const char *path)
{
	for (size_t i = 0; i < fragment->calendar_count; i++)
		if (is_path(fragment->calendars[i], path))
			return 1;
	return is_path(fragment->home, path);
}

static int names_siblings(const struct feed *feed)
{
	return feed->format == FORMAT_ATOM || feed->format == FORMAT_CHANGES;
}

static int links_to(const struct feed *feed, const char *path)
{
	if (feed->format == FORMAT_STYLE)
		return 0;
	if (feed->page != NULL)
		return page_links_to(feed, path);
	if (is_path(feed->previous, path) || is_path(feed->next, path) ||
		is_path(feed->current, path) || is_path(feed->calendar, path) ||
		is_path(feed->home, path))
		return 1;
	for (size_t i = 0; i < feed->sibling_count && names_siblings(feed); i++)
		if (is_path(feed->siblings[i]->path, path))
			return 1;
	for (size_t i = 0; i < feed->fragment_count; i++)
		if (entry_links_to(feed->fragments[i], path))
			return 1;
	return 0;
}

/* Archives between which a meeting or a release can move. */
static int are_neighbours(const struct feed *feed, const struct feed *other)
{
	return feed->period == PERIOD_YEAR && other->period == PERIOD_YEAR &&
		feed->format == other->format &&
		strcmp(feed->language, other->language) == 0;
}

const struct feed *turns_obstacle(
	const struct turns *turns, const struct feed *feed)
{
	for (size_t i = 0; i < turns->missing_count; i++) {
		size_t index = turns->missing[i];
		const struct feed *other = turns->feeds->items[index];

		if (other == feed)
			continue;
		if (feed_gains(other) && are_neighbours(feed, other))
			return other;
		if (turns->of[index] == TURN_NEW && links_to(feed, other->path))
			return other;
	}
	return NULL;
}

void turns_spread(struct turns *turns)
{
	size_t before;

	if (turns->missing_count == 0)
		return;
	do {
		before = turns->missing_count;
		for (size_t i = 0; i < turns->feeds->count; i++)
			if (turns->of[i] == TURN_NEW &&
				turns_obstacle(turns, turns->feeds->items[i]))
				miss(turns, i);
	} while (turns->missing_count > before);
}
