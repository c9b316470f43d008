#include "plan/archives.h"

#include <string.h>
#include "base/banned.h"

/*
 * Pages stay below 50 KB.  Those of older sessions are full from the first
 * meeting on, so that only the last of them takes what leaves the page of the
 * series.
 */
enum { NEWEST = 40, OLDER = 60 };

/* No event has a folder of this name. */
static const char *path_of(
	struct pool *pool, const struct feed *feed, size_t number)
{
	return pool_printf(pool, "%s/%s/calendar-%zu.html", feed->language,
		feed->series->folder, number);
}

static void take_year(struct archive *archive, const struct when *start)
{
	if (start->precision == WHEN_ABSENT)
		return;
	if (archive->from == 0 || start->year < archive->from)
		archive->from = start->year;
	if (start->year > archive->to)
		archive->to = start->year;
}

/* The oldest meetings are the last of a page. */
static void add_archive(struct plan *plan, struct feeds *feeds, struct feed *of,
	struct archive *archive, size_t last)
{
	struct pool *pool = &plan->pool;
	struct feed *feed = pool_alloc(pool, sizeof(*feed));
	size_t first = last > NEWEST + OLDER ? last - OLDER : NEWEST;

	*feed = *of;
	feed->path = feed->address = archive->path;
	feed->fragments = of->fragments + first;
	feed->fragment_count = last - first;
	for (size_t i = 0; i < feed->fragment_count; i++)
		take_year(archive, &feed->fragments[i]->meeting->start);
	feed->page = pool_alloc(pool, sizeof(*feed->page));
	*feed->page = *of->page;
	feed->page->path = archive->path;
	feed->page->rest = strchr(archive->path, '/') + 1;
	feed->page->archive = archive;
	feeds_add(pool, feeds, feed);
}

static void add_archives(
	struct plan *plan, struct feeds *feeds, struct feed *feed)
{
	size_t last = feed->fragment_count;
	size_t count = (last - NEWEST + OLDER - 1) / OLDER;
	struct archive *archives =
		pool_alloc(&plan->pool, count * sizeof(*archives));

	feed->page->archives = archives;
	feed->page->archive_count = count;
	for (size_t i = 0; i < count; i++) {
		archives[i].path = path_of(&plan->pool, feed, i + 1);
		add_archive(plan, feeds, feed, &archives[i], last - i * OLDER);
	}
	feed->fragment_count = NEWEST;
}

void archives_add(struct plan *plan, struct feeds *feeds)
{
	size_t count = feeds->count;

	for (size_t i = 0; i < count; i++) {
		struct feed *feed = feeds->items[i];

		if (feed->format == FORMAT_SERIES_PAGE &&
			feed->fragment_count > NEWEST)
			add_archives(plan, feeds, feed);
	}
	feeds_sort(feeds);
}
