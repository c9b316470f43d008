#include "plan/feeds.h"

#include <string.h>
#include <xxhash.h>
#include "plan/links.h"
#include "plan/order.h"
#include "plan/strays.h"
#include "base/banned.h"

enum { AUTO_EVENT_FILES = 1000 };

static const struct feed_kind kinds[] = {
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
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (match(kinds[i].name, path, name) == 0 &&
			count_slashes(name->bytes) ==
				(kinds[i].scope == SCOPE_EVENT))
			return &kinds[i];
	return NULL;
}

/* Feeds by their path while they are found. */
struct finding {
	struct pool *pool;
	const struct site *site;
	struct feed **slots; /* open addressing; NULL is free */
	size_t slot_count; /* a power of two */
	size_t count;
};

static size_t slot_of(const struct finding *finding, const char *path)
{
	size_t slot = (size_t)XXH3_64bits(path, strlen(path)) &
		(finding->slot_count - 1);

	while (finding->slots[slot] != NULL &&
		strcmp(finding->slots[slot]->path, path) != 0)
		slot = (slot + 1) & (finding->slot_count - 1);
	return slot;
}

static void make_room(struct finding *finding)
{
	struct feed **old = finding->slots;
	size_t old_count = finding->slot_count;

	if (2 * (finding->count + 1) <= old_count)
		return;
	finding->slot_count = old_count ? 2 * old_count : 64;
	finding->slots = pool_alloc(
		finding->pool, finding->slot_count * sizeof(*finding->slots));
	for (size_t i = 0; i < old_count; i++)
		if (old[i] != NULL)
			finding->slots[slot_of(finding, old[i]->path)] = old[i];
}

static struct feed *find_or_make(
	struct finding *finding, const struct buf *path)
{
	size_t slot;

	make_room(finding);
	slot = slot_of(finding, path->bytes);
	if (finding->slots[slot] == NULL) {
		finding->slots[slot] =
			pool_alloc(finding->pool, sizeof(struct feed));
		finding->slots[slot]->path = finding->slots[slot]->address =
			pool_bytes(finding->pool, path->bytes, path->length);
		finding->count++;
	}
	return finding->slots[slot];
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

/*
 * Put the fragment into one feed of a kind.  `name` is what tells feeds of
 * one scope apart: the folder of a series, the code of a party.
 */
static struct feed *put_into(struct finding *finding,
	const struct feed_kind *kind, struct fragment *fragment,
	const char *name)
{
	struct buf path = BUF_INIT;
	struct feed *feed;
	const char *mark = strchr(kind->name, '%');

	buf_printf(&path, "%s/", fragment->language);
	buf_put(&path, kind->name,
		mark ? (size_t)(mark - kind->name) : strlen(kind->name));
	if (kind->period == PERIOD_YEAR)
		buf_printf(&path, "%d", fragment->year);
	else if (name != NULL)
		buf_puts(&path, name);
	if (mark != NULL)
		buf_puts(&path, mark + 2);
	feed = find_or_make(finding, &path);
	buf_release(&path);
	feeds_set_kind(
		feed, kind, &finding->site->publisher, fragment->language);
	feed->year = kind->period == PERIOD_YEAR ? fragment->year : 0;
	if (feed->fragment_count > 0 &&
		feed->fragments[feed->fragment_count - 1] == fragment)
		return feed;
	feeds_add_fragment(finding->pool, feed, fragment);
	return feed;
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

static void put_into_event_file(struct finding *finding,
	const struct feed_kind *kind, struct fragment *fragment)
{
	const struct event *event = fragment->view->event;
	struct buf name = BUF_INIT;

	if (!feeds_wants_event_files(finding->site))
		return;
	buf_printf(&name, "%s/%s", event->series->folder, event->folder);
	put_into(finding, kind, fragment, name.bytes)->series = event->series;
	buf_release(&name);
}

/* Parties of the series, and of the persons who took part. */
static void put_into_parties(struct finding *finding,
	const struct feed_kind *kind, struct fragment *fragment,
	const struct event *event)
{
	const struct series *series = event->series;

	for (size_t i = 0; i < series->side_count; i++) {
		const char *code = series->sides[i].party;

		put_into(finding, kind, fragment, code)->party = code;
	}
	for (size_t i = 0; i < event->person_count; i++) {
		const char *code = event->persons[i].party;

		if (code != NULL)
			put_into(finding, kind, fragment, code)->party = code;
	}
}

/* The feeds of a kind that have to do with one event of the fragment. */
static void put_into_kind(struct finding *finding, const struct feed_kind *kind,
	struct fragment *fragment, const struct event *event)
{
	switch (kind->scope) {
	case SCOPE_SITE:
		put_into(finding, kind, fragment, NULL);
		break;
	case SCOPE_SERIES:
		put_into(finding, kind, fragment, event->series->folder)
			->series = event->series;
		break;
	case SCOPE_PARTY:
		put_into_parties(finding, kind, fragment, event);
		break;
	case SCOPE_TOPIC:
		for (size_t i = 0; i < event->topic_count; i++)
			put_into(
				finding, kind, fragment, event->topics[i]->term)
				->topic = event->topics[i];
		break;
	case SCOPE_EVENT:
		put_into_event_file(finding, kind, fragment);
		break;
	}
}

static void put_everywhere(struct finding *finding, struct fragment *fragment)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (kinds[i].format != fragment->format)
			continue;
		if (fragment->view == NULL) {
			if (kinds[i].scope == SCOPE_SITE)
				put_into(finding, &kinds[i], fragment, NULL);
			continue;
		}
		put_into_kind(
			finding, &kinds[i], fragment, fragment->view->event);
		for (size_t j = 0; j < fragment->also_count; j++)
			put_into_kind(finding, &kinds[i], fragment,
				fragment->also[j]->event);
	}
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

static struct feeds collect(struct finding *finding)
{
	struct feeds feeds = {NULL};

	for (size_t i = 0; i < finding->slot_count; i++)
		if (finding->slots[i] != NULL)
			feeds_add(finding->pool, &feeds, finding->slots[i]);
	links_sort(&feeds);
	return feeds;
}

/* Those of the fragments that are kept as published; how many to `*kept`. */
static struct fragment **find_kept(struct pool *pool,
	struct fragment **fragments, size_t count, size_t *kept)
{
	struct fragment **found = NULL;

	*kept = 0;
	for (size_t i = 0; i < count; i++) {
		if (fragments[i]->view != NULL)
			continue;
		found = pool_grow(pool, found, *kept, sizeof(*found));
		found[(*kept)++] = fragments[i];
	}
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

struct feeds feeds_find(struct pool *pool, const struct site *site,
	struct fragment **fragments, size_t count)
{
	struct finding finding = {.pool = pool, .site = site};

	order_fragments(fragments, count);
	for (size_t i = 0; i < count; i++)
		put_everywhere(&finding, fragments[i]);
	return collect(&finding);
}

struct feeds feeds_make(struct pool *pool, const struct site *site,
	struct fragment **fragments, size_t count, struct published *published,
	instant now)
{
	struct when window = order_window(&site->publisher, now);
	struct fragment **kept;
	size_t kept_count;
	struct feeds feeds;

	feeds = feeds_find(pool, site, fragments, count);
	kept = find_kept(pool, fragments, count, &kept_count);
	for (size_t i = 0; i < feeds.count; i++) {
		add_kept(pool, published, feeds.items[i], kept, kept_count);
		order_cut(feeds.items[i], &window);
		order_note_earliest(feeds.items[i], &window, &feeds.earliest);
	}
	feeds_add_former(pool, &feeds);
	strays_add(pool, site, published, fragments, count, &feeds);
	links_make(pool, &site->publisher, &feeds);
	return feeds;
}
