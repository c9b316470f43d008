/*
 * From fragments to the feeds that they belong to.
 */
#include <string.h>
#include <xxhash.h>
#include "plan/feeds.h"
#include "plan/links.h"
#include "plan/order.h"
#include "base/banned.h"

/* Feeds by their path while they are found. */
struct finding {
	struct pool *pool;
	struct pool *lists; /* of lists that still grow */
	const struct site *site;
	struct feed **slots; /* open addressing; NULL is free */
	size_t slot_count; /* a power of two */
	size_t count;
	struct buf path; /* of the one that is looked for */
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
		finding->lists, finding->slot_count * sizeof(*finding->slots));
	for (size_t i = 0; i < old_count; i++)
		if (old[i] != NULL)
			finding->slots[slot_of(finding, old[i]->path)] = old[i];
}

/* The feed at the path. */
static struct feed *find_or_make(struct finding *finding)
{
	const struct buf *path = &finding->path;
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

static void put_path(struct finding *finding, const struct feed_kind *kind,
	const struct fragment *fragment, const char *name)
{
	struct buf *path = &finding->path;
	const char *mark = strchr(kind->name, '%');

	buf_cut(path, 0);
	buf_puts(path, fragment->language);
	buf_putc(path, '/');
	buf_put(path, kind->name,
		mark ? (size_t)(mark - kind->name) : strlen(kind->name));
	if (kind->period == PERIOD_YEAR)
		buf_put_number(path, fragment->year, 1);
	else if (name != NULL)
		buf_puts(path, name);
	if (mark != NULL)
		buf_puts(path, mark + 2);
}

/*
 * Put the fragment into one feed of a kind.  `name` is what tells feeds of
 * one scope apart: the folder of a series, the code of a party.
 */
static struct feed *put_into(struct finding *finding,
	const struct feed_kind *kind, struct fragment *fragment,
	const char *name)
{
	struct feed *feed;

	put_path(finding, kind, fragment, name);
	feed = find_or_make(finding);
	feeds_set_kind(
		feed, kind, &finding->site->publisher, fragment->language);
	feed->year = kind->period == PERIOD_YEAR ? fragment->year : 0;
	if (feed->fragment_count > 0 &&
		feed->fragments[feed->fragment_count - 1] == fragment)
		return feed;
	feeds_add_fragment(finding->lists, feed, fragment);
	return feed;
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
	case SCOPE_PUBLISHER:
		break;
	}
}

/* A page is where it says, and former addresses are those of its series. */
static void put_into_page(struct finding *finding, const struct feed_kind *kind,
	struct fragment *fragment)
{
	struct page *page = fragment->host;
	struct feed *feed;

	buf_cut(&finding->path, 0);
	buf_puts(&finding->path, page->path);
	feed = find_or_make(finding);
	feeds_set_kind(feed, kind, &finding->site->publisher, page->language);
	feed->series = page->series;
	feed->page = page;
	feeds_add_fragment(finding->lists, feed, fragment);
}

static void put_everywhere(struct finding *finding, struct fragment *fragment)
{
	for (const struct feed_kind *kind = feed_kinds; kind->name != NULL;
		kind++) {
		if (kind->format != fragment->format)
			continue;
		if (fragment->page != NULL) {
			put_into_page(finding, kind, fragment);
			continue;
		}
		if (fragment->view == NULL) {
			if (kind->scope == SCOPE_SITE)
				put_into(finding, kind, fragment, NULL);
			continue;
		}
		put_into_kind(finding, kind, fragment, fragment->view->event);
		for (size_t j = 0; j < fragment->also_count; j++)
			put_into_kind(finding, kind, fragment,
				fragment->also[j]->event);
	}
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

struct feeds feeds_find(struct pool *pool, struct pool *lists,
	const struct site *site, struct fragment **fragments, size_t count)
{
	struct finding finding = {
		.pool = pool, .lists = lists, .site = site, .path = BUF_INIT};
	struct feeds feeds;

	order_fragments(fragments, count);
	for (size_t i = 0; i < count; i++)
		put_everywhere(&finding, fragments[i]);
	feeds = collect(&finding);
	buf_release(&finding.path);
	return feeds;
}
