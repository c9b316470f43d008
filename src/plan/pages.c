#include "plan/pages.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "plan/planning.h"
#include "base/banned.h"

/* A sitemap has no more addresses than this (sitemaps.org). */
enum { SITEMAP_ADDRESSES = 50000 };

/* A meeting in one language, and the series on whose pages it stands. */
struct told {
	const char *folder;
	size_t language; /* which one of the publisher */
	const struct fragment *fragment;
};

struct paging {
	struct plan *plan;
	struct told *told; /* by series, language, start */
	size_t count;
	struct page **sites; /* one for each language */
	struct page *site, *sitemap, *opml, *style; /* of all languages */
};

/* The pages of one series. */
struct paged_series {
	const char *folder;
	const struct series *series; /* NULL: its record is bad or gone */
	struct page **pages; /* one for each language */
};

static int compare_told(const void *left, const void *right)
{
	const struct told *a = left, *b = right;
	int order = strcmp(a->folder, b->folder);

	if (order == 0)
		order = (a->language > b->language) -
			(a->language < b->language);
	if (order == 0)
		order = when_compare(&a->fragment->start, &b->fragment->start);
	return order != 0 ? order : strcmp(a->fragment->id, b->fragment->id);
}

static size_t language_index(
	const struct publisher *publisher, const char *language)
{
	size_t i = 0;

	while (strcmp(publisher->languages[i], language) != 0)
		i++;
	return i;
}

static const char *folder_of(
	const struct plan *plan, const struct fragment *fragment)
{
	const struct ledger_line *line;

	if (fragment->view != NULL)
		return fragment->view->event->series->folder;
	line = ledger_find(plan->ledger, fragment->id, "-", item_event);
	return line ? line->series : NULL;
}

static void find_told(struct paging *it)
{
	struct plan *plan = it->plan;
	const struct publisher *publisher = &plan->site->publisher;

	it->told =
		pool_alloc(&plan->pool, (plan->count + 1) * sizeof(*it->told));
	for (size_t i = 0; i < plan->count; i++) {
		const struct fragment *fragment = plan->fragments[i];
		const char *folder = fragment->format == FORMAT_EVENTS
			? folder_of(plan, fragment)
			: NULL;

		if (folder != NULL)
			it->told[it->count++] = (struct told){folder,
				language_index(publisher, fragment->language),
				fragment};
	}
	if (it->count > 0)
		qsort(it->told, it->count, sizeof(*it->told), compare_told);
}

static const char *event_page(struct pool *pool, const struct site *site,
	const struct event *event, const char *language)
{
	if (!feeds_has_event_page(site, event))
		return NULL;
	return pool_printf(pool, "%s/%s/%s.html", language,
		event->series->folder, event->folder);
}

const char *pages_home(struct pool *pool, const struct site *site,
	const struct event *event, const char *language)
{
	const char *page;

	if (!site->publisher.pages)
		return NULL;
	page = event_page(pool, site, event, language);
	return page ? page
		    : pool_printf(pool, "%s/%s/index.html", language,
			      event->series->folder);
}

/* Another run tells it otherwise from the moment on at which it is over. */
static int is_past(struct plan *plan, instant end)
{
	if (end <= plan->now)
		return 1;
	if (end < plan->pages_until)
		plan->pages_until = end;
	return 0;
}

static void tell_meeting(
	struct plan *plan, struct meeting *meeting, const struct event *event)
{
	meeting->name = event->folder;
	meeting->status = event->status;
	meeting->is_side = event->part_of.uid != NULL;
	meeting->is_past =
		is_past(plan, meeting_end(&plan->site->publisher, event));
}

/* "07" of "events/cyber-dialogue/07/event.xml". */
static const char *event_folder(struct pool *pool, const char *record)
{
	const char *end = strrchr(record, '/'), *start = end;

	while (start != NULL && start > record && start[-1] != '/')
		start--;
	return start ? pool_bytes(pool, start, (size_t)(end - start)) : "";
}

/* The item of a list that shows it, from "<li" to "</li>", or NULL. */
static const char *kept_item(
	struct plan *plan, const struct page *page, const char *name)
{
	size_t length;
	const char *bytes = published_find(&plan->published, page->path,
		FORMAT_SERIES_PAGE, name, &length);
	const char *start = bytes ? strchr(bytes, '<') : NULL;

	return start ? pool_bytes(&plan->pool, start,
			       length - (size_t)(start - bytes) - 1)
		     : NULL;
}

/* What only its record tells, the class of its item says. */
static int was_side(const char *item)
{
	size_t length = strcspn(item, ">");
	const char *class = strstr(item, " class=\"" PAGE_SIDE "\"");

	return class != NULL && (size_t)(class - item) < length;
}

/* The page of its own; one that nobody can tell may stand from before. */
static const char *page_path(struct plan *plan, const struct page *page,
	const struct meeting *meeting)
{
	const char *path;

	if (meeting->view != NULL)
		return event_page(&plan->pool, plan->site, meeting->view->event,
			page->language);
	path = pool_printf(&plan->pool, "%s/%s/%s.html", page->language,
		page->series->folder, meeting->name);
	return published_stands(&plan->published, path) ? path : NULL;
}

/*
 * Until somebody tells more of a meeting whose record is bad or gone, it is
 * over at the end of its first day.  Returns -1 when nobody knows it.
 */
static int recall_meeting(struct plan *plan, struct meeting *meeting,
	const struct fragment *fragment)
{
	const struct ledger_line *line =
		ledger_find(plan->ledger, fragment->id, "-", item_event);
	struct sitting day = {.start = fragment->start};
	struct event event = {.sittings = &day};
	struct when start;

	if (line == NULL ||
		ledger_event(
			plan->ledger, fragment->id, &start, &event.status) != 0)
		return -1;
	event.folder = event_folder(&plan->pool, line->record);
	event.sitting_count = day.start.precision != WHEN_ABSENT;
	tell_meeting(plan, meeting, &event);
	return 0;
}

static void put_meeting(
	struct pool *pool, struct page *page, const struct meeting *meeting)
{
	page->meetings = pool_grow(pool, (void *)page->meetings,
		page->meeting_count, sizeof(*meeting));
	((struct meeting *)page->meetings)[page->meeting_count++] = *meeting;
}

/*
 * What stands as published is listed as it was; what no list has yet, as its
 * record tells it, if there is one.
 */
static void add_meeting(
	struct plan *plan, struct page *page, const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	const struct event *event =
		view && !view->event->hidden ? view->event : NULL;
	struct meeting meeting = {.view = event ? view : NULL,
		.start = fragment->start,
		.is_kept = fragment->is_kept,
		.modified = fragment->stamp.modified};

	if (event != NULL)
		tell_meeting(plan, &meeting, event);
	else if (recall_meeting(plan, &meeting, fragment) != 0)
		return;
	if (meeting.is_kept)
		meeting.kept = kept_item(plan, page, meeting.name);
	if (event == NULL && meeting.kept == NULL)
		return;
	if (meeting.kept != NULL)
		meeting.is_side = was_side(meeting.kept);
	meeting.page = page_path(plan, page, &meeting);
	if (fragment->calendar_count > 0)
		meeting.calendar = fragment->calendars[0];
	put_meeting(&plan->pool, page, &meeting);
}

/* The same page in all languages, without anything on it. */
static struct page **make_pages(
	struct plan *plan, const struct series *series, const char *rest)
{
	const struct publisher *publisher = &plan->site->publisher;
	struct pool *pool = &plan->pool;
	struct page **pages =
		pool_alloc(pool, publisher->language_count * sizeof(*pages));

	for (size_t i = 0; i < publisher->language_count; i++) {
		struct page *page = pool_alloc(pool, sizeof(*page));

		page->publisher = publisher;
		page->language = publisher->languages[i];
		page->series = series;
		page->rest = rest;
		page->path = pool_printf(pool, "%s/%s", page->language, rest);
		page->translations = pages;
		page->translation_count = publisher->language_count;
		pages[i] = page;
	}
	return pages;
}

static struct paged_series page_series(
	struct paging *it, const struct told *told, size_t count)
{
	struct plan *plan = it->plan;
	struct paged_series paged = {.folder = told->folder,
		.series = site_series(plan->site, told->folder)};

	paged.pages = make_pages(plan, paged.series,
		pool_printf(&plan->pool, "%s/index.html", told->folder));
	for (size_t i = 0; paged.series != NULL && i < count; i++) {
		struct page *page = paged.pages[told[i].language];

		add_meeting(plan, page, told[i].fragment);
	}
	return paged;
}

/* Fill in what stands on the page by now; -1 when nothing does. */
static int keep_part(struct plan *plan, struct fragment *fragment)
{
	size_t length;
	const char *bytes = published_find(&plan->published,
		fragment->host->path, fragment->format, fragment->id, &length);

	if (bytes == NULL)
		return -1;
	fragment->is_kept = 1;
	fragment->bytes = (struct buf)BUF_INIT;
	buf_put(&fragment->bytes, bytes, length);
	return 0;
}

/* A part of a page of the site, as told or as it stands there. */
static void put_part(struct plan *plan, enum format format,
	const struct paged_series *paged, size_t language, struct page *host)
{
	struct page *page = paged->pages[language];
	struct fragment fragment = {.format = format,
		.language = page->language,
		.id = paged->folder,
		.page = page,
		.host = host,
		.bytes = BUF_INIT};

	if (page->meeting_count > 0 || keep_part(plan, &fragment) == 0)
		plan_put(plan, &fragment);
}

static void put_whole(struct plan *plan, enum format format, struct page *page)
{
	plan_put(plan,
		&(struct fragment){.format = format,
			.language = page->language,
			.id = page->path,
			.page = page,
			.host = page,
			.bytes = BUF_INIT});
}

static void put_event_pages(struct plan *plan, const struct page *page)
{
	for (size_t i = 0; i < page->meeting_count; i++) {
		const struct meeting *meeting = &page->meetings[i];
		struct page *own;

		if (meeting->page == NULL || meeting->view == NULL ||
			(meeting->is_kept &&
				published_stands(
					&plan->published, meeting->page)))
			continue;
		own = pool_alloc(&plan->pool, sizeof(*own));
		*own = *page;
		own->path = meeting->page;
		own->rest = strchr(meeting->page, '/') + 1;
		own->meeting = meeting;
		put_whole(plan, FORMAT_EVENT_PAGE, own);
	}
}

static void put_series(struct paging *it, const struct paged_series *paged)
{
	struct plan *plan = it->plan;

	for (size_t i = 0; i < plan->site->publisher.language_count; i++) {
		struct page *page = paged->pages[i];

		put_part(plan, FORMAT_INDEX, paged, i, it->sites[i]);
		put_event_pages(plan, page);
		if (page->meeting_count > 0)
			put_whole(plan, FORMAT_SERIES_PAGE, page);
	}
	put_part(plan, FORMAT_SITE, paged, 0, it->site);
	put_part(plan, FORMAT_SITEMAP, paged, 0, it->sitemap);
	put_part(plan, FORMAT_OPML, paged, 0, it->opml);
}

/*
 * Pages of meetings, series, languages and the site, at the most: an edit knows
 * how many meetings there are, and not how many series.
 */
static size_t most_addresses(const struct site *site)
{
	return (2 * site->whole_count + 1) * site->publisher.language_count + 1;
}

/* A page that stands beside the folders of the languages. */
static struct page *make_root(struct paging *it, const char *path)
{
	struct page *page = pool_alloc(&it->plan->pool, sizeof(*page));

	*page = *it->sites[0];
	page->path = page->rest = path;
	return page;
}

static void make_sites(struct paging *it)
{
	it->sites = make_pages(it->plan, NULL, "index.html");
	it->site = make_root(it, "index.html");
	it->sitemap = make_root(it, "sitemap.xml");
	it->sitemap->is_long =
		most_addresses(it->plan->site) > SITEMAP_ADDRESSES;
	it->opml = make_root(it, "feeds.opml");
	it->style = make_root(it, "style.css");
	it->style->style = it->plan->site->style;
	it->style->style_size = it->plan->site->style_size;
}

void pages_plan(struct plan *plan)
{
	struct paging it = {.plan = plan};

	plan->pages_until = INT64_MAX;
	if (!plan->site->publisher.pages)
		return;
	find_told(&it);
	make_sites(&it);
	for (size_t first = 0, last; first < it.count; first = last) {
		struct paged_series paged;

		for (last = first + 1; last < it.count &&
			strcmp(it.told[last].folder, it.told[first].folder) ==
				0;)
			last++;
		paged = page_series(&it, &it.told[first], last - first);
		put_series(&it, &paged);
	}
	if (it.count > 0 &&
		!(plan->site->style_failed &&
			published_stands(&plan->published, it.style->path)))
		put_whole(plan, FORMAT_STYLE, it.style);
}

int pages_take_back(struct plan *plan, struct fragment *fragment)
{
	return fragment->page == fragment->host ? -1
						: keep_part(plan, fragment);
}
