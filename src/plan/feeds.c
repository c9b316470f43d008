#include "plan/feeds.h"

#include <string.h>
#include "plan/links.h"
#include "plan/order.h"
#include "plan/pages.h"
#include "plan/strays.h"
#include "base/banned.h"

enum { AUTO_EVENT_FILES = 1000 };

const struct feed_kind feed_kinds[] = {
	{SCOPE_SITE, PERIOD_WINDOW, FORMAT_ICS, "calendar.ics"},
	{SCOPE_SITE, PERIOD_YEAR, FORMAT_ICS, "calendar-%d.ics"},
	{SCOPE_SERIES, PERIOD_ALL, FORMAT_ICS, "%s/calendar.ics"},
	{SCOPE_PARTY, PERIOD_WINDOW, FORMAT_ICS, "party/%s/calendar.ics"},
	{SCOPE_TOPIC, PERIOD_WINDOW, FORMAT_ICS, "topic/%s/calendar.ics"},
	{SCOPE_EVENT, PERIOD_ALL, FORMAT_ICS, "%s.ics"},
	{SCOPE_SITE, PERIOD_NEWEST, FORMAT_ATOM, "releases.atom"},
	{SCOPE_SITE, PERIOD_YEAR, FORMAT_ATOM, "releases-%d.atom"},
	{SCOPE_SERIES, PERIOD_NEWEST, FORMAT_ATOM, "%s/releases.atom"},
	{SCOPE_PARTY, PERIOD_NEWEST, FORMAT_ATOM, "party/%s/releases.atom"},
	{SCOPE_TOPIC, PERIOD_NEWEST, FORMAT_ATOM, "topic/%s/releases.atom"},
	{SCOPE_SITE, PERIOD_NEWEST, FORMAT_CHANGES, "changes.atom"},
	{SCOPE_SITE, PERIOD_YEAR, FORMAT_CHANGES, "changes-%d.atom"},
	{SCOPE_SITE, PERIOD_NEWEST, FORMAT_JSON_FEED, "releases.json"},
	{SCOPE_SITE, PERIOD_WINDOW, FORMAT_EVENTS, "events.json"},
	{SCOPE_SITE, PERIOD_ALL, FORMAT_INDEX, "index.html"},
	{SCOPE_SERIES, PERIOD_ALL, FORMAT_SERIES_PAGE, "%s/index.html"},
	{SCOPE_EVENT, PERIOD_ALL, FORMAT_EVENT_PAGE, "%s.html"},
	{SCOPE_PUBLISHER, PERIOD_ALL, FORMAT_SITE, "index.html"},
	{SCOPE_PUBLISHER, PERIOD_ALL, FORMAT_SITEMAP, "sitemap.xml"},
	{SCOPE_PUBLISHER, PERIOD_ALL, FORMAT_OPML, "feeds.opml"},
	{SCOPE_PUBLISHER, PERIOD_ALL, FORMAT_STYLE, "style.css"},
	{.name = NULL},
};

/* What stands in `path` for the %s or %d of a name; -1 when it is another. */
static int match(const char *pattern, const char *path, struct buf *name)
{
	const char *mark = strchr(pattern, '%');
	size_t before = mark ? (size_t)(mark - pattern) : strlen(pattern);
	size_t after = mark ? strlen(mark + 2) : 0;
	size_t length = strlen(path);

	buf_cut(name, 0);
	if (mark == NULL)
		return strcmp(pattern, path) == 0 ? 0 : -1;
	if (length <= before + after || strncmp(pattern, path, before) != 0 ||
		strcmp(mark + 2, path + length - after) != 0)
		return -1;
	buf_put(name, path + before, length - before - after);
	return 0;
}

static int count_slashes(const char *text)
{
	int count = 0;

	for (; *text != '\0'; text++)
		count += *text == '/';
	return count;
}

const struct feed_kind *feeds_kind_of(const char *path, struct buf *name)
{
	for (const struct feed_kind *kind = feed_kinds; kind->name != NULL;
		kind++)
		if (kind->scope != SCOPE_PUBLISHER &&
			match(kind->name, path, name) == 0 &&
			count_slashes(name->bytes) ==
				(kind->scope == SCOPE_EVENT))
			return kind;
	return NULL;
}

void feeds_set_kind(struct feed *feed, const struct feed_kind *kind,
	const struct publisher *publisher, const char *language)
{
	feed->language = language;
	feed->format = kind->format;
	feed->scope = kind->scope;
	feed->period = kind->period;
	feed->publisher = publisher;
}

void feeds_add_fragment(
	struct pool *pool, struct feed *feed, struct fragment *fragment)
{
	feed->fragments = pool_grow(pool, feed->fragments, feed->fragment_count,
		sizeof(*feed->fragments));
	feed->fragments[feed->fragment_count++] = fragment;
}

int feeds_wants_event_files(const struct site *site)
{
	enum event_files choice = site->publisher.event_files;

	return choice == EVENT_FILES_YES ||
		(choice == EVENT_FILES_AUTO &&
			site->whole_count <= AUTO_EVENT_FILES);
}

int feeds_has_event_file(const struct site *site, const struct event *event)
{
	if (event->hidden || !feeds_wants_event_files(site))
		return 0;
	for (size_t i = 0; i < event->sitting_count; i++)
		if (sitting_has_day(&event->sittings[i]))
			return 1;
	return 0;
}

int feeds_has_event_page(const struct site *site, const struct event *event)
{
	return !event->hidden && site->publisher.pages &&
		feeds_wants_event_files(site);
}

/*
 * What is kept as published knows nothing of parties and topics: it stays
 * where it stands.
 */
static void add_kept(struct pool *pool, struct published *published,
	struct feed *feed, struct fragment **fragments, size_t count)
{
	size_t before = feed->fragment_count, length;

	if (feed->scope == SCOPE_SITE)
		return;
	for (size_t i = 0; i < count; i++)
		if (fragments[i]->format == feed->format &&
			strcmp(fragments[i]->language, feed->language) == 0 &&
			published_find(published, feed->path, feed->format,
				fragments[i]->id, &length))
			feeds_add_fragment(pool, feed, fragments[i]);
	if (feed->fragment_count > before)
		order_fragments(feed->fragments, feed->fragment_count);
}

void feeds_add(struct pool *pool, struct feeds *feeds, struct feed *feed)
{
	feeds->items = pool_grow(
		pool, feeds->items, feeds->count, sizeof(*feeds->items));
	feeds->items[feeds->count++] = feed;
}

/* Those of the fragments that are kept as published; how many to `*kept`. */
static struct fragment **find_kept(struct pool *pool,
	struct fragment **fragments, size_t count, size_t *kept)
{
	struct fragment **found = pool_alloc(pool, count * sizeof(*found));

	*kept = 0;
	for (size_t i = 0; i < count; i++)
		if (fragments[i]->view == NULL && fragments[i]->page == NULL)
			found[(*kept)++] = fragments[i];
	return found;
}

/* The same under the folder names that the series once had. */
void feeds_add_former(struct pool *pool, struct feeds *feeds)
{
	size_t count = feeds->count;

	for (size_t i = 0; i < count; i++) {
		const struct feed *feed = feeds->items[i];
		const struct series *series = feed->series;

		for (size_t j = 0; series != NULL && j < series->formerly_count;
			j++) {
			struct feed *former = pool_alloc(pool, sizeof(*former));

			*former = *feed;
			former->path = pool_printf(pool, "%s/%s%s",
				feed->language, series->formerly[j],
				feed->path + strlen(feed->language) + 1 +
					strlen(series->folder));
			if (links_find(&(struct feeds){feeds->items, count},
				    former->path) == NULL)
				feeds_add(pool, feeds, former);
		}
	}
	links_sort(feeds);
}

/* The list is what it will be: no room is kept for more. */
static void settle_list(struct pool *pool, struct feed *feed)
{
	size_t size = feed->fragment_count * sizeof(*feed->fragments);
	struct fragment **settled = pool_alloc(pool, size);

	memcpy(settled, feed->fragments, size);
	feed->fragments = settled;
}

/* Feeds that show what they will; what grew on the way is gone again. */
static struct feeds find_and_cut(struct pool *pool, const struct site *site,
	struct fragment **fragments, size_t count, struct published *published,
	const struct when *window)
{
	struct pool lists = POOL_INIT;
	struct feeds feeds = feeds_find(pool, &lists, site, fragments, count);
	size_t kept_count;
	struct fragment **kept =
		find_kept(&lists, fragments, count, &kept_count);

	for (size_t i = 0; i < feeds.count; i++) {
		struct feed *feed = feeds.items[i];

		add_kept(&lists, published, feed, kept, kept_count);
		order_cut(feed, window);
		order_note_earliest(feed, window, &feeds.earliest);
		settle_list(pool, feed);
	}
	pool_release(&lists);
	return feeds;
}

struct feeds feeds_make(struct pool *pool, const struct site *site,
	struct fragment **fragments, size_t count, struct published *published,
	instant now)
{
	struct when window = order_window(&site->publisher, now);
	struct feeds feeds =
		find_and_cut(pool, site, fragments, count, published, &window);

	feeds_add_former(pool, &feeds);
	strays_add(pool, site, published, fragments, count, &feeds);
	pages_add_former(pool, &feeds);
	links_make(pool, &site->publisher, &feeds);
	pages_link(pool, &feeds, fragments, count);
	return feeds;
}
