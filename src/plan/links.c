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

static bool is_path(const char *path, const struct feed *feed)
{
	return path != NULL && strcmp(path, feed->path) == 0;
}

static bool meeting_leads_to(
	const struct meeting *meeting, const struct feed *other)
{
	return is_path(meeting->page, other) ||
		is_path(meeting->calendar, other);
}

/* The page of a meeting that has one, or of its series. */
static bool is_page_of(const struct event *event, const struct page *page)
{
	if (event->has_files)
		return page->meeting != NULL &&
			page->meeting->view->event == event;
	return page->meeting == NULL && page->series == event->series;
}

/* Another meeting that the page of one names. */
static bool names_meeting(const struct page *page, const struct event *event,
	const struct feed *other)
{
	return event != NULL && other->page != NULL &&
		is_page_of(event, other->page) &&
		strcmp(other->page->language, page->language) == 0;
}

static bool event_page_leads_to(
	const struct page *page, const struct feed *other)
{
	const struct event *event = page->meeting->view->event;

	if (meeting_leads_to(page->meeting, other) ||
		is_path(page_of_series(page)->path, other) ||
		names_meeting(page, event->part_of.event, other))
		return true;
	for (int step = -1; step <= 1; step += 2) {
		const struct meeting *neighbour = page_neighbour(page, step);

		if (neighbour != NULL && is_path(neighbour->page, other))
			return true;
	}
	for (size_t i = 0; i < event->part_count; i++)
		if (names_meeting(page, event->parts[i], other))
			return true;
	for (size_t i = 0; i < event->see_also_count; i++)
		if (names_meeting(page, event->see_also[i].event, other))
			return true;
	return false;
}

static bool subjects_lead_to(
	const struct subject *subjects, size_t count, const struct feed *other)
{
	for (size_t i = 0; i < count; i++)
		if (is_path(subjects[i].page, other))
			return true;
	return false;
}

static bool page_leads_to(const struct page *page, const struct feed *other)
{
	const struct subjects *subjects = page->subjects;

	if (is_path(page->calendar, other) || is_path(page->releases, other) ||
		is_path(page->changes, other) || is_path(page->json, other) ||
		is_path(page->table, other) || is_path(page->opml, other) ||
		other->format == FORMAT_STYLE)
		return true;
	if (page->meeting != NULL && event_page_leads_to(page, other))
		return true;
	for (size_t i = 0; page->meeting == NULL && i < page->meeting_count;
		i++)
		if (meeting_leads_to(&page->meetings[i], other))
			return true;
	return subjects != NULL &&
		(subjects_lead_to(
			 subjects->parties, subjects->party_count, other) ||
			subjects_lead_to(subjects->topics,
				subjects->topic_count, other));
}

static bool entry_leads_to(
	const struct fragment *fragment, const struct feed *other)
{
	for (size_t i = 0; i < fragment->calendar_count; i++)
		if (is_path(fragment->calendars[i], other))
			return true;
	return is_path(fragment->home, other);
}

/* Pages of the site name the page of each series. */
static bool part_leads_to(
	const struct fragment *fragment, const struct feed *other)
{
	return fragment->page != NULL &&
		(is_path(fragment->page->path, other) ||
			page_leads_to(fragment->page, other));
}

/* The page that all languages share names that of each language. */
static bool is_translation(const struct page *page, const struct page *other)
{
	return strcmp(page->rest, other->rest) == 0 &&
		strchr(other->path, '/') != NULL;
}

/* Calendars and JSON feeds do not name those in other languages. */
static bool names_translation(const struct feed *feed, const struct feed *other)
{
	if (feed->page != NULL)
		return other->page != NULL &&
			is_translation(feed->page, other->page);
	if (feed->format != FORMAT_ATOM && feed->format != FORMAT_CHANGES)
		return false;
	for (size_t i = 0; i < feed->sibling_count; i++)
		if (feed->siblings[i] == other)
			return true;
	return false;
}

bool links_lead_to(const struct feed *feed, const struct feed *other)
{
	if (names_translation(feed, other))
		return true;
	if (feed->format >= FORMAT_STYLE ||
		(other->format != FORMAT_STYLE &&
			strcmp(feed->language, other->language) != 0))
		return false;
	if (is_path(feed->previous, other) || is_path(feed->next, other) ||
		is_path(feed->current, other) ||
		is_path(feed->calendar, other) || is_path(feed->home, other))
		return true;
	if (feed->page != NULL && page_leads_to(feed->page, other))
		return true;
	for (size_t i = 0; i < feed->fragment_count; i++)
		if (entry_leads_to(feed->fragments[i], other) ||
			part_leads_to(feed->fragments[i], other))
			return true;
	return false;
}
