#include "cmd/publish_order.h"

#include <string.h>
#include "base/file.h"
#include "write/writer.h"
#include "base/banned.h"

static bool stands(const char *path)
{
	struct buf full = BUF_INIT;
	int result;

	buf_printf(&full, "feeds/%s", path);
	result = file_stands(full.bytes);
	buf_release(&full);
	return result != 0;
}

void publish_order_make(struct publish_order *order, struct pool *pool,
	const struct feeds *feeds)
{
	order->feeds = feeds;
	order->is_new = pool_alloc(pool, feeds->count + 1);
	order->is_missing = pool_alloc(pool, feeds->count + 1);
	order->is_lost = pool_alloc(pool, feeds->count + 1);
	order->missing_count = 0;
	for (size_t i = 0; i < feeds->count; i++)
		order->is_new[i] = !feeds->items[i]->is_fresh &&
			!stands(feeds->items[i]->path);
}

bool publish_order_is_in(
	const struct publish_order *order, size_t index, enum stage stage)
{
	const struct feed *feed = order->feeds->items[index];

	if (stage == STAGE_LEAVING)
		return feed->leaving_count > 0;
	if (order->is_new[index])
		return stage == STAGE_NEW;
	return stage ==
		(feed->period == PERIOD_YEAR ? STAGE_ARCHIVES : STAGE_FEEDS);
}

/* The place of the feed at this path; their count when there is none. */
static size_t place_of(
	const struct feeds *feeds, const char *path, size_t length)
{
	for (size_t low = 0, high = feeds->count; low < high;) {
		size_t middle = low + (high - low) / 2;
		const char *other = feeds->items[middle]->path;
		int side = strncmp(path, other, length);

		if (side == 0 && other[length] == '\0')
			return middle;
		if (side <= 0)
			high = middle;
		else
			low = middle + 1;
	}
	return feeds->count;
}

void publish_order_miss(
	struct publish_order *order, const char *path, bool is_of_folder)
{
	size_t place = place_of(order->feeds, path, strlen(path));

	if (place == order->feeds->count)
		return;
	order->missing_count += !order->is_missing[place];
	order->is_missing[place] = true;
	/* What lies right in feeds/ is of all languages. */
	order->is_lost[place] = is_of_folder && strchr(path, '/') != NULL;
}

/* The archive of the same kind for what has left this one. */
static bool takes_from(const struct feed *feed, const struct feed *other)
{
	if (other->period != PERIOD_YEAR || other->format != feed->format ||
		strcmp(other->language, feed->language) != 0)
		return false;
	for (size_t i = 0; i < feed->leaving_count; i++)
		if (feed->leaving[i]->year == other->year)
			return true;
	return false;
}

/* The feed as its readers have it; contentlines in one piece (RFC 5545, 3.1). */
static void put_text(struct buf *out, const struct feed *feed)
{
	struct content content = CONTENT_INIT;
	struct buf text = BUF_INIT;
	const char *at, *fold;

	writer_lay_out(&content, feed);
	content_join(&content, &text);
	for (at = text.bytes; (fold = strstr(at, "\r\n ")) != NULL;
		at = fold + strlen("\r\n "))
		buf_put(out, at, (size_t)(fold - at));
	buf_puts(out, at);
	buf_release(&text);
	content_release(&content);
}

/* Whether the feed can be published without the one at this place. */
static bool can_do_without(const struct publish_order *order,
	const struct feed *feed, size_t place)
{
	if (place == order->feeds->count || !order->is_missing[place] ||
		!order->is_new[place])
		return true;
	return order->is_lost[place] &&
		strcmp(order->feeds->items[place]->language, feed->language) !=
		0;
}

/*
 * What the feed cannot do without, and stands behind `mark` in its text: by its
 * path or, on a page, by the way from there.
 */
static const struct feed *missing_behind(const struct publish_order *order,
	const struct feed *feed, const char *text, const char *mark,
	const struct page *page)
{
	const struct feeds *feeds = order->feeds;
	const struct feed *missing = NULL;
	const char *at = text;
	struct buf link = BUF_INIT, path = BUF_INIT;

	while (missing == NULL && (at = strstr(at, mark)) != NULL) {
		size_t place;

		at += strlen(mark);
		buf_cut(&link, 0);
		buf_cut(&path, 0);
		buf_put(&link, at, strcspn(at, " \"<#,;\\\r\n"));
		if (page != NULL)
			page_put_target(&path, page, link.bytes);
		else
			buf_puts(&path, link.bytes);
		place = place_of(feeds, path.bytes, path.length);
		if (!can_do_without(order, feed, place))
			missing = feeds->items[place];
	}
	buf_release(&path);
	buf_release(&link);
	return missing;
}

/* The missing new feed that readers of this one would be led to. */
static const struct feed *missing_in(
	const struct publish_order *order, const struct feed *feed)
{
	const struct feed *missing;
	struct buf text = BUF_INIT;

	put_text(&text, feed);
	missing = missing_behind(
		order, feed, text.bytes, feed->publisher->base, NULL);
	/* Pages name each other by the way between them. */
	if (missing == NULL && feed->page != NULL)
		missing = missing_behind(
			order, feed, text.bytes, "=\"", feed->page);
	buf_release(&text);
	return missing;
}

const struct feed *publish_order_obstacle(
	const struct publish_order *order, size_t index, enum stage stage)
{
	const struct feeds *feeds = order->feeds;
	const struct feed *feed = feeds->items[index];

	if (order->missing_count == 0)
		return NULL;
	for (size_t i = 0; stage == STAGE_LEAVING && i < feeds->count; i++)
		if (order->is_missing[i] && i != index &&
			takes_from(feed, feeds->items[i]))
			return feeds->items[i];
	return missing_in(order, feed);
}
