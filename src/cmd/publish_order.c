#include "cmd/publish_order.h"

#include <string.h>
#include "base/file.h"
#include "plan/links.h"
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

void publish_order_miss(struct publish_order *order, const char *path)
{
	const struct feeds *feeds = order->feeds;

	for (size_t low = 0, high = feeds->count; low < high;) {
		size_t middle = low + (high - low) / 2;
		int side = strcmp(path, feeds->items[middle]->path);

		if (side == 0) {
			order->missing_count += !order->is_missing[middle];
			order->is_missing[middle] = 1;
			return;
		}
		if (side < 0)
			high = middle;
		else
			low = middle + 1;
	}
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

const struct feed *publish_order_obstacle(
	const struct publish_order *order, size_t index, enum stage stage)
{
	const struct feeds *feeds = order->feeds;
	const struct feed *feed = feeds->items[index];

	for (size_t i = 0; order->missing_count > 0 && i < feeds->count; i++) {
		const struct feed *other = feeds->items[i];

		if (!order->is_missing[i] || i == index)
			continue;
		if (stage == STAGE_LEAVING && takes_from(feed, other))
			return other;
		if (order->is_new[i] && links_lead_to(feed, other))
			return other;
	}
	return NULL;
}
