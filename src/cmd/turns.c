#include "cmd/turns.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/texts.h"
#include "plan/order.h"
#include "plan/standing.h"
#include "write/writer.h"
#include "base/banned.h"

static enum turn turn_of(const struct feed *feed, struct published *published)
{
	if (!published_stands(published, feed->path))
		return TURN_NEW;
	return feed->period == PERIOD_YEAR ? TURN_ARCHIVES : TURN_FEEDS;
}

void turns_make(struct turns *turns, struct pool *pool,
	const struct feeds *feeds, struct published *published)
{
	size_t room = feeds->count + 1;

	turns->pool = pool;
	turns->feeds = feeds;
	turns->published = published;
	turns->of = pool_alloc(pool, room * sizeof(*turns->of));
	turns->missing = pool_alloc(pool, room * sizeof(*turns->missing));
	turns->missing_count = 0;
	for (size_t i = 0; i < feeds->count; i++)
		turns->of[i] = turn_of(feeds->items[i], published);
}

size_t turns_index(const struct turns *turns, enum turn turn, size_t i)
{
	return turn == TURN_ARCHIVES ? turns->feeds->count - 1 - i : i;
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
	return feed != other && feed->period == PERIOD_YEAR &&
		other->period == PERIOD_YEAR && feed->format == other->format &&
		strcmp(feed->language, other->language) == 0;
}

static int will_hold(const struct feed *feed, const char *id)
{
	for (size_t i = 0; i < feed->fragment_count; i++)
		if (strcmp(feed->fragments[i]->id, id) == 0)
			return 1;
	return 0;
}

static int holds(
	const struct turns *turns, const struct feed *feed, const char *id)
{
	size_t length;

	return published_find(turns->published, feed->path, feed->format, id,
		       &length) != NULL;
}

/* Whether nothing that stands in an archive leaves it. */
static int keeps_all(const struct turns *turns, const struct feed *feed)
{
	size_t count, kept = 0;

	published_all(turns->published, feed->path, feed->format, &count);
	for (size_t i = 0; i < feed->fragment_count; i++)
		kept += feed->fragments[i]->stands ||
			holds(turns, feed, feed->fragments[i]->id);
	return kept == count;
}

/* Whether an archive has its new form, or has all of it. */
static int is_in_place(const struct turns *turns, size_t index)
{
	enum turn turn = turns->of[index];

	return (turn == TURN_NEW || turn == TURN_BETWEEN ||
		       turn == TURN_PAST) &&
		!is_missing(turns, index);
}

enum { NOBODY = -1 };

/*
 * The archive that will hold what leaves this one, and does not hold it yet;
 * NOBODY when it does, or when none will.
 */
static ptrdiff_t find_taker(
	const struct turns *turns, const struct feed *feed, const char *id)
{
	const struct feeds *feeds = turns->feeds;

	for (size_t i = 0; i < feeds->count; i++)
		if (are_neighbours(feed, feeds->items[i]) &&
			will_hold(feeds->items[i], id))
			return is_in_place(turns, i) ||
					holds(turns, feeds->items[i], id)
				? NOBODY
				: (ptrdiff_t)i;
	return NOBODY;
}

/* What stands in an archive and leaves it; how many to `*count`. */
static const struct published_fragment **find_leaving(
	const struct turns *turns, const struct feed *feed, size_t *count)
{
	size_t standing;
	const struct published_fragment *all = published_all(
		turns->published, feed->path, feed->format, &standing);
	const struct published_fragment **leaving = NULL;
	const char **staying;
	size_t staying_count = feed->fragment_count;

	*count = 0;
	if (keeps_all(turns, feed))
		return NULL;
	staying = mem_alloc(staying_count * sizeof(*staying));
	for (size_t i = 0; i < staying_count; i++)
		staying[i] = feed->fragments[i]->id;
	staying_count = texts_sort(staying, staying_count);
	for (size_t i = 0; i < standing; i++) {
		if (texts_have(staying, staying_count, all[i].id))
			continue;
		leaving = pool_grow(
			turns->pool, leaving, *count, sizeof(*leaving));
		leaving[(*count)++] = &all[i];
	}
	free(staying);
	return leaving;
}

/*
 * The first that a feed has to wait for, since it would else take from readers
 * what stands nowhere else; NOBODY when there is none.
 */
static ptrdiff_t first_taker(const struct turns *turns, const struct feed *feed)
{
	ptrdiff_t taker = NOBODY;
	const struct published_fragment **leaving;
	size_t count;

	if (feed->period != PERIOD_YEAR)
		return NOBODY;
	leaving = find_leaving(turns, feed, &count);
	for (size_t i = 0; i < count && taker == NOBODY; i++)
		taker = find_taker(turns, feed, leaving[i]->id);
	return taker;
}

/* The feed, and what leaves it for archives that do not hold it yet. */
static const struct feed *make_between(
	const struct turns *turns, const struct feed *feed)
{
	struct feed *between = pool_alloc(turns->pool, sizeof(*between));
	const struct published_fragment **leaving;
	size_t count;

	*between = *feed;
	between->fragments = NULL;
	between->fragment_count = 0;
	for (size_t i = 0; i < feed->fragment_count; i++)
		feeds_add_fragment(turns->pool, between, feed->fragments[i]);
	leaving = find_leaving(turns, feed, &count);
	for (size_t i = 0; i < count; i++) {
		struct fragment *fragment;

		if (find_taker(turns, feed, leaving[i]->id) == NOBODY)
			continue;
		fragment = standing_read(turns->pool, feed, leaving[i]);
		if (fragment != NULL)
			feeds_add_fragment(turns->pool, between, fragment);
	}
	order_feed(between);
	return between;
}

int turns_puts_off(struct turns *turns, size_t index)
{
	if (first_taker(turns, turns->feeds->items[index]) == NOBODY)
		return 0;
	turns->of[index] = TURN_LATER;
	return 1;
}

static int is_waiting(const struct turns *turns, size_t index)
{
	return turns->of[index] == TURN_LATER ||
		turns->of[index] == TURN_BETWEEN;
}

/* Those that have been called up, or will never come into place, are past. */
static void let_pass(struct turns *turns)
{
	for (size_t i = 0; i < turns->feeds->count; i++)
		if (turns->of[i] == TURN_ARCHIVES ||
			(is_waiting(turns, i) && is_missing(turns, i)))
			turns->of[i] = TURN_PAST;
}

/* Who follows those that wait for each other comes around in the end. */
static size_t find_in_ring(
	const struct turns *turns, size_t index, size_t waiting_count)
{
	for (size_t i = 0; i < waiting_count; i++)
		index = (size_t)first_taker(turns, turns->feeds->items[index]);
	return index;
}

int turns_call(struct turns *turns, const struct feed **between)
{
	const struct feeds *feeds = turns->feeds;
	size_t called = 0, left = 0, last = 0;

	*between = NULL;
	let_pass(turns);
	for (size_t i = 0; i < feeds->count; i++) {
		ptrdiff_t taker;

		if (!is_waiting(turns, i))
			continue;
		left++;
		last = i;
		taker = first_taker(turns, feeds->items[i]);
		if (taker != NOBODY && !is_missing(turns, (size_t)taker))
			continue;
		turns->of[i] = TURN_ARCHIVES;
		called++;
	}
	if (left == 0 || called > 0)
		return left > 0;
	last = find_in_ring(turns, last, left);
	*between = make_between(turns, feeds->items[last]);
	turns->of[last] = TURN_BETWEEN;
	return 1;
}

const struct feed *turns_obstacle(
	const struct turns *turns, const struct feed *feed)
{
	ptrdiff_t taker;

	if (turns->missing_count == 0)
		return NULL;
	taker = first_taker(turns, feed);
	if (taker != NOBODY && is_missing(turns, (size_t)taker))
		return turns->feeds->items[taker];
	for (size_t i = 0; i < turns->missing_count; i++) {
		size_t index = turns->missing[i];
		const struct feed *other = turns->feeds->items[index];

		if (other != feed && turns->of[index] == TURN_NEW &&
			links_to(feed, other->path))
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
