#include "plan/feeds.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>
#include "base/banned.h"

/* RFC 5005, 4: what a subscriber reads; archives hold the rest. */
enum { NEWEST = 50, AUTO_EVENT_FILES = 1000 };

/* Below feeds/LANGUAGE/. */
static const struct feed_kind {
	enum scope scope;
	enum period period;
	enum format format;
	const char *name;
} kinds[] = {
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
};

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
		finding->slots[slot]->path =
			pool_bytes(finding->pool, path->bytes, path->length);
		finding->count++;
	}
	return finding->slots[slot];
}

/*
 * Put the fragment into one feed of a kind.  `name` is what tells feeds of
 * one scope apart: the folder of a series, the code of a party.
 */
static struct feed *put_into(struct finding *finding,
	const struct feed_kind *kind, struct fragment *fragment,
	const char *name)
{
	const struct view *view = fragment->view;
	struct buf path = BUF_INIT;
	struct feed *feed;
	const char *mark = strchr(kind->name, '%');

	buf_printf(&path, "%s/", view->language);
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
	feed->language = view->language;
	feed->format = kind->format;
	feed->scope = kind->scope;
	feed->period = kind->period;
	feed->publisher = view->publisher;
	feed->year = kind->period == PERIOD_YEAR ? fragment->year : 0;
	if (feed->fragment_count > 0 &&
		feed->fragments[feed->fragment_count - 1] == fragment)
		return feed;
	feed->fragments = pool_grow(finding->pool, feed->fragments,
		feed->fragment_count, sizeof(*feed->fragments));
	feed->fragments[feed->fragment_count++] = fragment;
	return feed;
}

static int wants_event_files(const struct site *site)
{
	enum event_files choice = site->publisher.event_files;

	return choice == EVENT_FILES_YES ||
		(choice == EVENT_FILES_AUTO &&
			site->event_count <= AUTO_EVENT_FILES);
}

static void put_into_event_file(struct finding *finding,
	const struct feed_kind *kind, struct fragment *fragment)
{
	const struct event *event = fragment->view->event;
	struct buf name = BUF_INIT;

	if (!wants_event_files(finding->site))
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
		put_into_kind(
			finding, &kinds[i], fragment, fragment->view->event);
		for (size_t j = 0; j < fragment->also_count; j++)
			put_into_kind(finding, &kinds[i], fragment,
				fragment->also[j]->event);
	}
}

/* The first day that the window still shows. */
static struct when window_start(const struct publisher *publisher, instant now)
{
	struct when day = zone_clock(publisher->zone, now);
	int months = day.year * 12 + day.month - 1 - publisher->window.months;
	int most;

	day.precision = WHEN_DAY;
	day.hour = day.minute = day.second = 0;
	/* No record is older than the year 1000. */
	if (months < 1000 * 12)
		months = 1000 * 12;
	day.year = months / 12;
	day.month = months % 12 + 1;
	most = when_days_in_month(day.year, day.month);
	day.day = day.day < most ? day.day : most;
	return when_add_days(day, -publisher->window.days);
}

static int is_in_window(
	const struct fragment *fragment, const struct when *start)
{
	const struct sitting *sitting = fragment->sitting;
	struct when last = sitting->end.precision == WHEN_ABSENT
		? sitting->start
		: sitting->end;

	last.precision = WHEN_DAY;
	last.hour = last.minute = last.second = 0;
	return when_compare(&last, start) >= 0;
}

/*
 * A calendar with nothing in it is an error to programs that subscribe to
 * it, so the last event stays when the window has passed all of them.
 */
static void cut_to_window(struct feed *feed, const struct when *start)
{
	size_t kept = 0;
	struct fragment *last = feed->fragments[feed->fragment_count - 1];

	for (size_t i = 0; i < feed->fragment_count; i++)
		if (is_in_window(feed->fragments[i], start))
			feed->fragments[kept++] = feed->fragments[i];
	if (kept == 0)
		feed->fragments[kept++] = last;
	feed->fragment_count = kept;
}

static int compare_paths(const void *left, const void *right)
{
	return strcmp((*(struct feed *const *)left)->path,
		(*(struct feed *const *)right)->path);
}

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

		if (feed->format != FORMAT_ATOM || feed->scope != SCOPE_SITE)
			continue;
		if (archive != NULL &&
			strcmp(archive->language, feed->language) != 0)
			archive = NULL;
		if (archive != NULL)
			feed->previous = archive->path;
		if (feed->period != PERIOD_YEAR)
			continue;
		if (archive != NULL)
			archive->next = feed->path;
		feed->current =
			pool_printf(pool, "%s/releases.atom", feed->language);
		archive = feed;
	}
}

static struct feeds collect(struct finding *finding, instant now)
{
	struct when start = window_start(&finding->site->publisher, now);
	struct feeds feeds = {
		pool_alloc(finding->pool,
			(finding->count + 1) * sizeof(struct feed *)),
		0};

	for (size_t i = 0; i < finding->slot_count; i++) {
		struct feed *feed = finding->slots[i];

		if (feed == NULL)
			continue;
		if (feed->period == PERIOD_WINDOW)
			cut_to_window(feed, &start);
		if (feed->period == PERIOD_NEWEST &&
			feed->fragment_count > NEWEST)
			feed->fragment_count = NEWEST;
		feeds.items[feeds.count++] = feed;
	}
	if (feeds.count > 0)
		qsort(feeds.items, feeds.count, sizeof(*feeds.items),
			compare_paths);
	link_archives(finding->pool, &feeds);
	return feeds;
}

struct feeds feeds_make(struct pool *pool, const struct site *site,
	struct fragment **fragments, size_t count, instant now)
{
	struct finding finding = {.pool = pool, .site = site};

	for (size_t i = 0; i < count; i++)
		put_everywhere(&finding, fragments[i]);
	return collect(&finding, now);
}
