#include "plan/feeds.h"

#include <stdlib.h>
#include <string.h>
#include "base/banned.h"

enum { AUTO_EVENT_FILES = 1000 };

const struct feed_kind feed_kinds[] = {
	{SCOPE_SITE, PERIOD_WINDOW, FORMAT_ICS, "calendar.ics"},
	{SCOPE_SITE, PERIOD_YEAR, FORMAT_ICS, "calendar-%d.ics"},
	{SCOPE_SERIES, PERIOD_ALL, FORMAT_ICS, "%s/calendar.ics"},
	{SCOPE_PARTY, PERIOD_WINDOW, FORMAT_ICS, "party/%s/calendar.ics"},
	{SCOPE_TOPIC, PERIOD_WINDOW, FORMAT_ICS, "topic/%s/calendar.ics"},
	{SCOPE_SELECTION, PERIOD_WINDOW, FORMAT_ICS,
		"selection/%s/calendar.ics"},
	{SCOPE_EVENT, PERIOD_ALL, FORMAT_ICS, "%s.ics"},
	{SCOPE_SITE, PERIOD_NEWEST, FORMAT_ATOM, "releases.atom"},
	{SCOPE_SITE, PERIOD_YEAR, FORMAT_ATOM, "releases-%d.atom"},
	{SCOPE_SERIES, PERIOD_NEWEST, FORMAT_ATOM, "%s/releases.atom"},
	{SCOPE_PARTY, PERIOD_NEWEST, FORMAT_ATOM, "party/%s/releases.atom"},
	{SCOPE_TOPIC, PERIOD_NEWEST, FORMAT_ATOM, "topic/%s/releases.atom"},
	{SCOPE_SELECTION, PERIOD_NEWEST, FORMAT_ATOM,
		"selection/%s/releases.atom"},
	{SCOPE_SITE, PERIOD_NEWEST, FORMAT_CHANGES, "changes.atom"},
	{SCOPE_SITE, PERIOD_YEAR, FORMAT_CHANGES, "changes-%d.atom"},
	{SCOPE_SITE, PERIOD_NEWEST, FORMAT_JSON_FEED, "releases.json"},
	{SCOPE_SITE, PERIOD_WINDOW, FORMAT_EVENTS, "events.json"},
	{SCOPE_SITE, PERIOD_ALL, FORMAT_CSV, "events.csv"},
	{SCOPE_SITE, PERIOD_ALL, FORMAT_INDEX, "index.html"},
	{SCOPE_PARTY, PERIOD_ALL, FORMAT_INDEX, "party-%s.html"},
	{SCOPE_TOPIC, PERIOD_ALL, FORMAT_INDEX, "topic-%s.html"},
	{SCOPE_SELECTION, PERIOD_ALL, FORMAT_INDEX, "selection-%s.html"},
	{SCOPE_SERIES, PERIOD_ALL, FORMAT_SERIES_PAGE, "%s/index.html"},
	{SCOPE_SITE, PERIOD_ALL, FORMAT_NEXT, "next.json"},
	{SCOPE_PARTY, PERIOD_ALL, FORMAT_NEXT, "party/%s/next.json"},
	{SCOPE_TOPIC, PERIOD_ALL, FORMAT_NEXT, "topic/%s/next.json"},
	{SCOPE_SELECTION, PERIOD_ALL, FORMAT_NEXT, "selection/%s/next.json"},
	{SCOPE_SERIES, PERIOD_ALL, FORMAT_NEXT, "%s/next.json"},
	{SCOPE_SITE, PERIOD_ALL, FORMAT_EMBED, "embed.html"},
	{SCOPE_PARTY, PERIOD_ALL, FORMAT_EMBED, "party/%s/embed.html"},
	{SCOPE_TOPIC, PERIOD_ALL, FORMAT_EMBED, "topic/%s/embed.html"},
	{SCOPE_SELECTION, PERIOD_ALL, FORMAT_EMBED, "selection/%s/embed.html"},
	{SCOPE_SERIES, PERIOD_ALL, FORMAT_EMBED, "%s/embed.html"},
	{SCOPE_EVENT, PERIOD_ALL, FORMAT_EVENT_PAGE, "%s.html"},
	{SCOPE_PUBLISHER, PERIOD_ALL, FORMAT_SITE, "index.html"},
	{SCOPE_PUBLISHER, PERIOD_ALL, FORMAT_MISSING, "404.html"},
	{SCOPE_PUBLISHER, PERIOD_ALL, FORMAT_SITEMAP, "sitemap.xml"},
	{SCOPE_PUBLISHER, PERIOD_ALL, FORMAT_OPML, "feeds.opml"},
	{SCOPE_PUBLISHER, PERIOD_ALL, FORMAT_STYLE, "style.css"},
	{SCOPE_PUBLISHER, PERIOD_ALL, FORMAT_SCRIPT, "embed.js"},
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

void feeds_put_name(struct buf *out, const struct feed_kind *kind,
	const char *name, int year)
{
	const char *mark = strchr(kind->name, '%');

	if (mark == NULL) {
		buf_puts(out, kind->name);
		return;
	}
	buf_put(out, kind->name, (size_t)(mark - kind->name));
	if (kind->period == PERIOD_YEAR)
		buf_put_number(out, year, 1);
	else
		buf_puts(out, name);
	buf_puts(out, mark + 2);
}

void feeds_add_fragment(
	struct pool *pool, struct feed *feed, struct fragment *fragment)
{
	feed->fragments = pool_grow(pool, feed->fragments, feed->fragment_count,
		sizeof(*feed->fragments));
	feed->fragments[feed->fragment_count++] = fragment;
}

void feeds_add(struct pool *pool, struct feeds *feeds, struct feed *feed)
{
	feeds->items = pool_grow(
		pool, feeds->items, feeds->count, sizeof(*feeds->items));
	feeds->items[feeds->count++] = feed;
}

static int compare_paths(const void *left, const void *right)
{
	return strcmp((*(struct feed *const *)left)->path,
		(*(struct feed *const *)right)->path);
}

void feeds_sort(struct feeds *feeds)
{
	if (feeds->count > 0)
		qsort(feeds->items, feeds->count, sizeof(*feeds->items),
			compare_paths);
}

struct feed *feeds_find(const struct feeds *feeds, const char *path)
{
	struct feed key = {.path = path};
	struct feed *const wanted = &key;
	struct feed **found = NULL;

	if (feeds->count > 0)
		found = bsearch(&wanted, feeds->items, feeds->count,
			sizeof(*feeds->items), compare_paths);
	return found ? *found : NULL;
}

bool feeds_wants_event_files(const struct site *site)
{
	enum event_files choice = site->publisher.event_files;

	return choice == EVENT_FILES_YES ||
		(choice == EVENT_FILES_AUTO &&
			site->whole_count <= AUTO_EVENT_FILES);
}
