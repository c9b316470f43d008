#include "plan/pages.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "plan/feeds.h"
#include "base/banned.h"

/* A sitemap has no more addresses than this (sitemaps.org). */
enum { SITEMAP_ADDRESSES = 50000 };

/* A meeting in one language, and the series on whose pages it stands. */
struct listed {
	const char *folder;
	size_t language; /* which one of the publisher */
	const struct fragment *fragment;
};

struct paging {
	struct plan *plan;
	struct listed *listed; /* by series, language, start */
	size_t count;
	struct page **sites; /* one for each language */
	struct page *site, *sitemap, *opml, *style; /* of all languages */
};

/* The pages of one series. */
struct paged_series {
	const char *folder;
	const struct series *series;
	struct page **pages; /* one for each language */
};

static int compare_listed(const void *left, const void *right)
{
	const struct listed *a = left, *b = right;
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

static void find_listed(struct paging *it)
{
	struct plan *plan = it->plan;
	const struct publisher *publisher = &plan->site->publisher;

	it->listed = pool_alloc(
		&plan->pool, (plan->count + 1) * sizeof(*it->listed));
	for (size_t i = 0; i < plan->count; i++) {
		const struct fragment *fragment = plan->fragments[i];

		if (fragment->format == FORMAT_EVENTS && fragment->view != NULL)
			it->listed[it->count++] = (struct listed){
				fragment->view->event->series->folder,
				language_index(publisher, fragment->language),
				fragment};
	}
	if (it->count > 0)
		qsort(it->listed, it->count, sizeof(*it->listed),
			compare_listed);
}

static const char *event_page(struct pool *pool,
	const struct publisher *publisher, const struct event *event,
	const char *language)
{
	if (!publisher->pages || !event->has_files)
		return NULL;
	return pool_printf(pool, "%s/%s/%s.html", language,
		event->series->folder, event->folder);
}

const char *pages_home(struct pool *pool, const struct publisher *publisher,
	const struct event *event, const char *language)
{
	const char *page = event_page(pool, publisher, event, language);

	if (!publisher->pages)
		return NULL;
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

static void put_meeting(
	struct pool *pool, struct page *page, const struct meeting *meeting)
{
	page->meetings = pool_grow(pool, (void *)page->meetings,
		page->meeting_count, sizeof(*meeting));
	((struct meeting *)page->meetings)[page->meeting_count++] = *meeting;
}

static void add_meeting(
	struct plan *plan, struct page *page, const struct fragment *fragment)
{
	const struct event *event = fragment->view->event;
	struct meeting meeting = {.view = fragment->view,
		.start = fragment->start,
		.modified = fragment->stamp.modified};

	tell_meeting(plan, &meeting, event);
	meeting.page =
		event_page(&plan->pool, page->publisher, event, page->language);
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
	struct paging *it, const struct listed *listed, size_t count)
{
	struct plan *plan = it->plan;
	struct paged_series paged = {.folder = listed->folder,
		.series = listed->fragment->view->event->series};

	paged.pages = make_pages(plan, paged.series,
		pool_printf(&plan->pool, "%s/index.html", listed->folder));
	for (size_t i = 0; i < count; i++) {
		struct page *page = paged.pages[listed[i].language];

		add_meeting(plan, page, listed[i].fragment);
	}
	return paged;
}

/* A part of a page of the site. */
static void put_part(struct plan *plan, enum format format,
	const struct paged_series *paged, size_t language, struct page *host)
{
	struct page *page = paged->pages[language];

	if (page->meeting_count > 0)
		plan_put(plan,
			&(struct fragment){.format = format,
				.language = page->language,
				.id = paged->folder,
				.uid = paged->folder,
				.page = page,
				.host = host,
				.bytes = BUF_INIT});
}

static void put_whole(struct plan *plan, enum format format, struct page *page)
{
	plan_put(plan,
		&(struct fragment){.format = format,
			.language = page->language,
			.id = page->path,
			.uid = page->series ? page->series->folder : NULL,
			.page = page,
			.host = page,
			.bytes = BUF_INIT});
}

static void put_event_pages(struct plan *plan, const struct page *page)
{
	for (size_t i = 0; i < page->meeting_count; i++) {
		const struct meeting *meeting = &page->meetings[i];
		struct page *own;

		if (meeting->page == NULL)
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
bool pages_are_many(const struct plan *plan)
{
	const struct site *site = plan->site;

	return (2 * site->whole_count + 1) * site->publisher.language_count +
		1 >
		SITEMAP_ADDRESSES;
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
	it->sitemap->is_long = pages_are_many(it->plan);
	it->opml = make_root(it, "feeds.opml");
	it->style = make_root(it, "style.css");
	it->style->style = it->plan->site->style;
	it->style->style_size = it->plan->site->style_size;
}

/* A stylesheet that cannot be read stays as it was published. */
static bool keeps_style(const struct plan *plan, const struct page *style)
{
	struct buf path = BUF_INIT;
	bool result;

	buf_printf(&path, "feeds/%s", style->path);
	result = plan->site->style_failed && file_stands(path.bytes) > 0;
	buf_release(&path);
	return result;
}

/* The page that a part stands on, or NULL for a whole page. */
static struct page *host_of(
	const struct paging *it, const struct fragment *fragment)
{
	switch (fragment->format) {
	case FORMAT_INDEX:
		return it->sites[language_index(
			&it->plan->site->publisher, fragment->language)];
	case FORMAT_SITE:
		return it->site;
	case FORMAT_SITEMAP:
		return it->sitemap;
	case FORMAT_OPML:
		return it->opml;
	default:
		return NULL;
	}
}

/* As much of a page as has to be known of one that stays as it was. */
static struct page *page_as_it_was(
	struct plan *plan, const struct fragment *fragment)
{
	struct page *page = pool_alloc(&plan->pool, sizeof(*page));

	page->publisher = &plan->site->publisher;
	page->language = fragment->language;
	page->path = fragment->id;
	page->rest = strchr(fragment->id, '/') + 1;
	page->series = site_series(plan->site, fragment->uid);
	return page;
}

/* Returns whether there are any. */
static bool place_carded(const struct paging *it)
{
	struct plan *plan = it->plan;
	bool found = false;

	for (size_t i = 0; i < plan->count; i++) {
		struct fragment *fragment = plan->fragments[i];

		if (!fragment->is_carded || !format_is_page(fragment->format))
			continue;
		fragment->host = host_of(it, fragment);
		if (fragment->host == NULL)
			fragment->host = page_as_it_was(plan, fragment);
		fragment->page = fragment->host;
		found = true;
	}
	return found;
}

void pages_plan(struct plan *plan)
{
	struct paging it = {.plan = plan};
	bool has_pages;

	if (!plan->site->publisher.pages)
		return;
	find_listed(&it);
	make_sites(&it);
	has_pages = place_carded(&it) || it.count > 0;
	for (size_t first = 0, last; first < it.count; first = last) {
		struct paged_series paged;

		for (last = first + 1; last < it.count &&
			strcmp(it.listed[last].folder,
				it.listed[first].folder) == 0;)
			last++;
		paged = page_series(&it, &it.listed[first], last - first);
		put_series(&it, &paged);
	}
	if (has_pages && !keeps_style(plan, it.style))
		put_whole(plan, FORMAT_STYLE, it.style);
}
