#include "plan/links.h"

#include <string.h>
#include "base/banned.h"

/*
 * RFC 5005, 4: archives know their neighbours and the feed that they belong
 * to; that feed knows the last of them.  "releases-2025.atom" sorts before
 * "releases.atom".
 */
static void link_archives(struct pool *pool, struct feeds *feeds)
{
	struct feed *archive = NULL;

	for (size_t i = 0; i < feeds->count; i++) {
		struct feed *feed = feeds->items[i];

		if ((feed->format != FORMAT_ATOM &&
			    feed->format != FORMAT_CHANGES) ||
			feed->scope != SCOPE_SITE)
			continue;
		if (archive != NULL &&
			(archive->format != feed->format ||
				strcmp(archive->language, feed->language) != 0))
			archive = NULL;
		if (archive != NULL)
			feed->previous = archive->path;
		if (feed->period != PERIOD_YEAR)
			continue;
		if (archive != NULL)
			archive->next = feed->path;
		feed->current = pool_printf(pool, "%s/%s.atom", feed->language,
			feed->format == FORMAT_ATOM ? "releases" : "changes");
		archive = feed;
	}
}

/* The page about the same. */
static const char *find_home(struct pool *pool, const struct feed *feed)
{
	if (scope_is_subject(feed->scope))
		return pool_printf(pool, "%s/%s-%s.html", feed->language,
			scope_name(feed->scope),
			feed->party ? feed->party : feed->topic->term);
	return pool_printf(pool, "%s/%s%sindex.html", feed->language,
		feed->scope == SCOPE_SERIES ? feed->series->folder : "",
		feed->scope == SCOPE_SERIES ? "/" : "");
}

/* The same feed in other languages, and the calendar of its scope. */
static void link_neighbours(struct pool *pool,
	const struct publisher *publisher, const struct feeds *feeds,
	struct feed *feed)
{
	const char *rest = strchr(feed->path, '/');
	const struct feed *other;

	/* Pages know theirs. */
	if (feed->page != NULL)
		return;
	if (publisher->pages)
		feed->home = find_home(pool, feed);
	for (size_t i = 0; i < publisher->language_count; i++) {
		if (strcmp(publisher->languages[i], feed->language) == 0)
			continue;
		other = feeds_find(feeds,
			pool_printf(
				pool, "%s%s", publisher->languages[i], rest));
		if (other == NULL)
			continue;
		feed->siblings = pool_grow(pool, feed->siblings,
			feed->sibling_count, sizeof(*feed->siblings));
		feed->siblings[feed->sibling_count++] = other;
	}
	other = feeds_find(feeds,
		pool_printf(pool, "%.*s/calendar.ics",
			(int)(strrchr(feed->path, '/') - feed->path),
			feed->path));
	if (other != NULL)
		feed->calendar = other->path;
}

/* A former address of a feed: it names the one that it has now. */
static int is_former(const struct feed *feed)
{
	return strcmp(feed->path, feed->address) != 0;
}

static void copy_links(const struct feeds *feeds, struct feed *feed)
{
	const struct feed *now = feeds_find(feeds, feed->address);

	feed->siblings = now->siblings;
	feed->sibling_count = now->sibling_count;
	feed->calendar = now->calendar;
	feed->home = now->home;
}

void links_make(struct pool *pool, const struct publisher *publisher,
	struct feeds *feeds)
{
	link_archives(pool, feeds);
	for (size_t i = 0; i < feeds->count; i++)
		if (!is_former(feeds->items[i]))
			link_neighbours(
				pool, publisher, feeds, feeds->items[i]);
	for (size_t i = 0; i < feeds->count; i++)
		if (is_former(feeds->items[i]))
			copy_links(feeds, feeds->items[i]);
}
