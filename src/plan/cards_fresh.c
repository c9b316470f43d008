#include "plan/cards.h"

#include <string.h>
#include "base/hash.h"
#include "plan/cards_file.h"
#include "plan/pages.h"
#include "plan/touched.h"
#include "base/banned.h"

static void put(struct buf *out, const char *text)
{
	if (text != NULL)
		buf_puts(out, text);
	buf_putc(out, '\0');
}

uint64_t cards_digest_feed(const struct feed *feed)
{
	struct buf parts = BUF_INIT;
	uint64_t digest;

	put(&parts, feed->address);
	put(&parts, feed->previous);
	put(&parts, feed->next);
	put(&parts, feed->current);
	put(&parts, feed->calendar);
	put(&parts, feed->home);
	for (size_t i = 0; i < feed->sibling_count; i++)
		put(&parts, feed->siblings[i]->path);
	buf_putc(&parts, '\n');
	for (size_t i = 0; i < feed->fragment_count; i++) {
		const struct fragment *fragment = feed->fragments[i];
		const struct clocks *clocks = feed_clocks(feed, fragment);

		buf_put(&parts, &fragment->digest, sizeof(fragment->digest));
		if (clocks != NULL)
			buf_put(&parts, &clocks->digest,
				sizeof(clocks->digest));
	}
	digest = hash_bytes(parts.bytes, parts.length);
	buf_release(&parts);
	return digest;
}

/* What pages name beside the feeds of their own series. */
static bool is_shared(const struct feed *feed)
{
	return feed->page == NULL && feed->period != PERIOD_YEAR &&
		(feed->scope == SCOPE_SITE || scope_is_subject(feed->scope));
}

uint64_t cards_digest_shared(const struct plan *plan)
{
	const struct feeds *feeds = &plan->feeds;
	struct buf parts = BUF_INIT;
	uint64_t digest;

	buf_putc(&parts, feeds_wants_event_files(plan->site) ? 'y' : 'n');
	buf_putc(&parts, pages_are_many(plan) ? 'y' : 'n');
	for (size_t i = 0; i < feeds->count; i++) {
		if (!is_shared(feeds->items[i]))
			continue;
		put(&parts, feeds->items[i]->path);
		buf_putc(&parts, feeds->items[i]->is_left ? 'y' : 'n');
	}
	digest = hash_bytes(parts.bytes, parts.length);
	buf_release(&parts);
	return digest;
}

static bool are_carded(const struct feed *feed)
{
	for (size_t i = 0; i < feed->fragment_count; i++)
		if (!feed->fragments[i]->is_carded)
			return false;
	return feed->fragment_count > 0;
}

/*
 * Heads of feeds of touched series may say something else, and some pages of
 * the site name what their parts do not.  Who changes series.xml touches all
 * its meetings, so that the file of one that is as it was has its head still.
 */
static bool may_be_fresh(const struct plan *plan, const struct feed *feed)
{
	if (feed->leaving_count > 0 || feed->format == FORMAT_SITEMAP ||
		feed->format == FORMAT_OPML)
		return false;
	if (feed->page != NULL && cards_is_whole(feed->format))
		return feed->fragments[0]->is_carded;
	return feed->series == NULL ||
		!touched_has_series(plan->touched, feed->series->folder) ||
		(feed->page == NULL && are_carded(feed));
}

/* Whether what the cards have of a fragment is what it was. */
static bool is_whole_still(struct fragment *fragment)
{
	if (!fragment->is_carded || fragment->is_checked)
		return true;
	fragment->is_checked = 1;
	return fragment->bytes.length > 0 &&
		hash_bytes(fragment->bytes.bytes, fragment->bytes.length) ==
		fragment->digest;
}

static bool are_whole(const struct feed *feed)
{
	/* The page of a series also shows what its parts do not say. */
	if (feed->format == FORMAT_SERIES_PAGE &&
		feed->page->meeting_count == 0)
		return false;
	for (size_t i = 0; i < feed->fragment_count; i++)
		if (!is_whole_still(feed->fragments[i]))
			return false;
	return true;
}

bool cards_mark_fresh(struct plan *plan)
{
	const struct cards *cards = plan->touched->cards;
	const struct feeds *feeds = &plan->feeds;
	size_t at = 0;

	if (cards_digest_shared(plan) != cards->head->shared)
		return false;
	for (size_t i = 0; i < feeds->count; i++) {
		struct feed *feed = feeds->items[i];

		while (at < cards->feed_count &&
			strcmp(cards->texts + cards->feeds[at].path,
				feed->path) < 0)
			at++;
		feed->is_fresh = at < cards->feed_count &&
			strcmp(cards->texts + cards->feeds[at].path,
				feed->path) == 0 &&
			may_be_fresh(plan, feed) &&
			cards_digest_feed(feed) == cards->feeds[at].digest;
		if (!feed->is_fresh && !are_whole(feed))
			return false;
	}
	return true;
}
