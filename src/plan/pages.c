#include "plan/pages.h"

#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "plan/assign.h"
#include "plan/events.h"
#include "plan/feeds.h"
#include "plan/pagelinks.h"
#include "plan/touched.h"
#include "base/banned.h"

/* A sitemap has no more addresses than this (sitemaps.org). */
enum { SITEMAP_ADDRESSES = 50000 };

/* A meeting in one language, and the series on whose page it stands. */
struct listed {
	const char *folder;
	size_t language; /* which one of the publisher */
	struct fragment *fragment;
};

/* The pages of one series. */
struct paged_series {
	const char *folder;
	const struct series *series;
	struct page **pages; /* one for each language */
};

struct paging {
	struct plan *plan;
	struct listed *listed; /* by series, language, start */
	size_t count;
	struct paged_series *series; /* that are put together, by folder */
	size_t series_count;
	struct page **sites; /* one for each language */
	struct page **frames; /* likewise: for pages of others */
	struct page *site, *missing, *sitemap, *opml,
		*style; /* of all languages */
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

static const char *series_of(const struct fragment *fragment)
{
	size_t i = 0;

	while (fragment->memberships[i].scope != SCOPE_SERIES)
		i++;
	return fragment->memberships[i].name;
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
static bool is_past(struct plan *plan, instant end)
{
	if (end <= plan->now)
		return true;
	if (end < plan->pages_until)
		plan->pages_until = end;
	return false;
}

static struct words title_of(struct pool *pool, const struct view *view)
{
	struct buf title = BUF_INIT;
	struct words words = {.language = view->title.language};

	view_put_title(&title, view);
	words.text = pool_bytes(pool, title.bytes, title.length);
	buf_release(&title);
	return words;
}

static const struct meeting *tell_meeting(
	struct plan *plan, const struct fragment *fragment)
{
	const struct publisher *publisher = &plan->site->publisher;
	const struct view *view = fragment->view;
	const struct event *event = view->event;
	struct meeting *meeting = pool_alloc(&plan->pool, sizeof(*meeting));

	*meeting = (struct meeting){.view = view,
		.title = title_of(&plan->pool, view),
		.name = event->folder,
		.start = fragment->start,
		.status = event->status,
		.is_side = event->part_of.uid != NULL,
		.is_past = is_past(plan, meeting_end(publisher, event)),
		.modified = fragment->stamp.modified,
		.page = event_page(
			&plan->pool, publisher, event, fragment->language)};
	if (fragment->calendar_count > 0)
		meeting->calendar = fragment->calendars[0];
	return meeting;
}

/* A part of pages about the same as `about`. */
static struct fragment *put_part(struct plan *plan, enum format format,
	const struct fragment *about, struct page *page)
{
	struct fragment part = *about;

	part.format = format;
	part.news = NEWS_NONE;
	part.is_known = 0;
	part.page = page;
	part.left_year = 0;
	return plan_put(plan, &part);
}

static bool has_subject(const struct fragment *fragment)
{
	for (size_t i = 0; i < fragment->membership_count; i++)
		if (scope_is_subject(fragment->memberships[i].scope))
			return true;
	return false;
}

/* On the page of its series, on those of its subjects and, ahead, on others. */
static void put_meeting(struct paging *it, const struct fragment *about)
{
	struct plan *plan = it->plan;
	const struct publisher *publisher = &plan->site->publisher;
	struct page *site =
		it->sites[language_index(publisher, about->language)];
	struct fragment *part = put_part(plan, FORMAT_SERIES_PAGE, about, NULL);

	part->item = about->view->event->folder;
	part->meeting = tell_meeting(plan, about);
	part->home = part->meeting->page;
	if (part->meeting->is_past && !has_subject(about))
		return;
	part = put_part(plan,
		part->meeting->is_past ? FORMAT_PAST : FORMAT_AHEAD, part,
		site);
	part->home = pages_home(
		&plan->pool, publisher, about->view->event, about->language);
	if (part->meeting->is_past)
		return;
	put_part(plan, FORMAT_NEXT, part, NULL);
	put_part(plan, FORMAT_EMBED, part,
		it->frames[language_index(publisher, about->language)]);
}

/* By the date on which it came out, whatever was corrected since. */
static void put_release(struct paging *it, const struct fragment *about)
{
	struct page *site = it->sites[language_index(
		&it->plan->site->publisher, about->language)];

	if (!about->is_tombstone && !fragment_is_withdrawn(about))
		put_part(it->plan, FORMAT_NEWS, about, site)->updated =
			about->release->published.at;
}

static void put_parts(struct paging *it)
{
	struct plan *plan = it->plan;
	size_t count = plan->count;

	for (size_t i = 0; i < count; i++) {
		const struct fragment *fragment = plan->fragments[i];

		if (fragment->is_carded || fragment->view == NULL)
			continue;
		if (fragment->format == FORMAT_EVENTS)
			put_meeting(it, fragment);
		if (fragment->format == FORMAT_ATOM)
			put_release(it, fragment);
	}
}

static bool is_stale(const struct plan *plan, const char *folder)
{
	return plan->touched == NULL ||
		touched_has_series(plan->touched, folder);
}

/* Returns whether any meeting stands on any page. */
static bool find_listed(struct paging *it)
{
	struct plan *plan = it->plan;
	const struct publisher *publisher = &plan->site->publisher;
	bool found = false;

	it->listed = pool_alloc(
		&plan->pool, (plan->count + 1) * sizeof(*it->listed));
	for (size_t i = 0; i < plan->count; i++) {
		struct fragment *fragment = plan->fragments[i];

		if (fragment->format != FORMAT_SERIES_PAGE)
			continue;
		found = true;
		if (is_stale(plan, series_of(fragment)))
			it->listed[it->count++] = (struct listed){
				series_of(fragment),
				language_index(publisher, fragment->language),
				fragment};
	}
	if (it->count > 0)
		qsort(it->listed, it->count, sizeof(*it->listed),
			compare_listed);
	return found;
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

static void list_meeting(
	struct plan *plan, struct page *page, struct fragment *fragment)
{
	struct meeting *meetings = pool_grow(&plan->pool,
		(void *)page->meetings, page->meeting_count, sizeof(*meetings));

	meetings[page->meeting_count++] = *fragment->meeting;
	page->meetings = meetings;
	fragment->page = page;
}

static struct paged_series page_series(
	struct paging *it, const struct listed *listed, size_t count)
{
	struct plan *plan = it->plan;
	struct paged_series paged = {.folder = listed->folder,
		.series = site_series(plan->site, listed->folder)};

	/* Nothing but the ledger is read where a record is gone. */
	if (paged.series == NULL)
		paged.series = ledger_series(plan->ledger, listed->folder);
	paged.pages = make_pages(plan, paged.series,
		pool_printf(&plan->pool, "%s/index.html", listed->folder));
	for (size_t i = 0; i < count; i++)
		list_meeting(plan, paged.pages[listed[i].language],
			listed[i].fragment);
	return paged;
}

/* Parties, topics and selections of all meetings of a series. */
static const struct membership *subjects_of(struct pool *pool,
	const struct listed *listed, size_t count, size_t *found)
{
	struct membership *all = NULL;

	*found = 0;
	for (size_t i = 0; i < count; i++) {
		const struct fragment *fragment = listed[i].fragment;

		for (size_t j = 0; j < fragment->membership_count; j++)
			if (scope_is_subject(fragment->memberships[j].scope))
				events_add_membership(pool, &all, found,
					fragment->memberships[j]);
	}
	return all;
}

/* A part about a series; `about` says of what feeds it is. */
static void put_series_part(struct plan *plan, const struct fragment *about,
	const struct paged_series *paged, size_t language, struct page *host)
{
	struct page *page = paged->pages[language];
	struct fragment part = *about;

	if (page->meeting_count == 0)
		return;
	part.language = page->language;
	part.id = part.uid = paged->folder;
	part.page = page;
	part.host = host;
	part.title = publisher_choose(
		page->publisher, &paged->series->titles, page->language)
			     .text;
	plan_put(plan, &part);
}

static void put_series(struct paging *it, const struct paged_series *paged,
	const struct listed *listed, size_t count)
{
	struct plan *plan = it->plan;
	struct fragment part = {.format = FORMAT_INDEX, .bytes = BUF_INIT};

	part.memberships =
		subjects_of(&plan->pool, listed, count, &part.membership_count);
	for (size_t i = 0; i < plan->site->publisher.language_count; i++)
		put_series_part(plan, &part, paged, i, it->sites[i]);
	part.memberships = NULL;
	part.membership_count = 0;
	part.format = FORMAT_SITEMAP;
	put_series_part(plan, &part, paged, 0, it->sitemap);
	part.format = FORMAT_OPML;
	put_series_part(plan, &part, paged, 0, it->opml);
}

/* `place` is that of the meeting on the page of its series. */
static void put_event_page(
	struct plan *plan, const struct fragment *about, size_t place)
{
	struct fragment *part;
	struct page *own;

	if (about->is_carded || about->meeting->page == NULL)
		return;
	own = pool_alloc(&plan->pool, sizeof(*own));
	*own = *about->page;
	own->meeting = &own->meetings[place];
	own->path = own->meeting->page;
	own->rest = strchr(own->path, '/') + 1;
	part = put_part(plan, FORMAT_EVENT_PAGE, about, own);
	part->id = own->path;
	part->meeting = NULL;
}

static void put_event_pages(
	struct plan *plan, const struct listed *listed, size_t count)
{
	size_t place = 0;

	for (size_t i = 0; i < count; i++) {
		if (i > 0 && listed[i].language != listed[i - 1].language)
			place = 0;
		put_event_page(plan, listed[i].fragment, place++);
	}
}

static void put_whole(struct plan *plan, enum format format, struct page *page)
{
	plan_put(plan,
		&(struct fragment){.format = format,
			.language = page->language,
			.id = page->path,
			.page = page,
			.bytes = BUF_INIT});
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
	it->frames = make_pages(it->plan, NULL, "embed.html");
	for (size_t i = 0; i < it->plan->site->publisher.language_count; i++)
		it->frames[i]->is_anywhere = true;
	it->site = make_root(it, "index.html");
	it->missing = make_root(it, "404.html");
	it->missing->is_anywhere = true;
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

static void put_all_series(struct paging *it)
{
	struct plan *plan = it->plan;

	for (size_t first = 0, last; first < it->count; first = last) {
		const struct listed *listed = &it->listed[first];
		struct paged_series paged;

		for (last = first + 1; last < it->count &&
			strcmp(it->listed[last].folder, listed->folder) == 0;)
			last++;
		paged = page_series(it, listed, last - first);
		put_series(it, &paged, listed, last - first);
		put_event_pages(plan, listed, last - first);
		it->series = pool_grow(&plan->pool, it->series,
			it->series_count, sizeof(paged));
		it->series[it->series_count++] = paged;
	}
}

void pages_plan(struct plan *plan)
{
	struct paging *it;

	if (!plan->site->publisher.pages)
		return;
	it = pool_alloc(&plan->pool, sizeof(*it));
	it->plan = plan;
	plan->paging = it;
	make_sites(it);
	put_parts(it);
	if (!find_listed(it))
		return;
	put_all_series(it);
	put_whole(plan, FORMAT_SITE, it->site);
	put_whole(plan, FORMAT_MISSING, it->missing);
	put_whole(plan, FORMAT_SCRIPT, make_root(it, "embed.js"));
	if (!keeps_style(plan, it->style))
		put_whole(plan, FORMAT_STYLE, it->style);
}

/* As much of a page as has to be known of one that stays as it was. */
static struct page *page_as_it_was(struct plan *plan, const struct feed *feed)
{
	struct page *page = pool_alloc(&plan->pool, sizeof(*page));

	page->publisher = feed->publisher;
	page->language = feed->language;
	page->path = feed->path;
	page->rest = strchr(feed->path, '/') + 1;
	page->series = feed->series;
	return page;
}

static int compare_series(const void *left, const void *right)
{
	const struct paged_series *a = left, *b = right;

	return strcmp(a->folder, b->folder);
}

static struct page *page_of_series_feed(
	const struct paging *it, const struct feed *feed)
{
	const struct paged_series key = {
		.folder = series_of(feed->fragments[0])};
	const struct paged_series *found = NULL;

	if (it->series_count > 0)
		found = bsearch(&key, it->series, it->series_count, sizeof(key),
			compare_series);
	return found
		? found->pages[language_index(feed->publisher, feed->language)]
		: page_as_it_was(it->plan, feed);
}

/* A page about a party, a topic or a selection. */
static struct page *make_subject_page(
	struct plan *plan, const struct feed *feed)
{
	struct page *page = page_as_it_was(plan, feed);
	struct subject *subject = pool_alloc(&plan->pool, sizeof(*subject));

	page->subject = subject;
	subject->id = feed->party ? feed->party : feed->topic->term;
	subject->page = pool_printf(&plan->pool, "%s/%s-%s.html",
		feed->language, scope_name(feed->scope), subject->id);
	subject->name = feed->party
		? party_name(feed->publisher, feed->party, feed->language)
		: publisher_choose(feed->publisher, &feed->topic->labels,
			  feed->language);
	return page;
}

static struct page *make_frame(struct plan *plan, const struct feed *feed)
{
	struct page *page = scope_is_subject(feed->scope)
		? make_subject_page(plan, feed)
		: page_as_it_was(plan, feed);

	page->is_anywhere = true;
	return page;
}

static struct page *find_page(const struct paging *it, const struct feed *feed)
{
	switch (feed->format) {
	case FORMAT_INDEX:
		return feed->scope == SCOPE_SITE
			? it->sites[language_index(
				  feed->publisher, feed->language)]
			: make_subject_page(it->plan, feed);
	case FORMAT_EMBED:
		return make_frame(it->plan, feed);
	case FORMAT_SERIES_PAGE:
		return page_of_series_feed(it, feed);
	case FORMAT_SITEMAP:
		return it->sitemap;
	case FORMAT_OPML:
		return it->opml;
	default:
		return feed->fragments[0]->page
			? feed->fragments[0]->page
			: page_as_it_was(it->plan, feed);
	}
}

static const struct feed_kind *find_kind(enum scope scope, enum format format)
{
	const struct feed_kind *kind = feed_kinds;

	while (kind->scope != scope || kind->format != format)
		kind++;
	return kind;
}

/* What stands for %s in the names of feeds about the same. */
static const char *name_of(const struct feed *feed)
{
	switch (feed->scope) {
	case SCOPE_SERIES:
		return feed->series->folder;
	case SCOPE_PARTY:
		return feed->party;
	case SCOPE_TOPIC:
	case SCOPE_SELECTION:
		return feed->topic->term;
	default:
		return "";
	}
}

/* A feed about the same as another one, though nothing is in it. */
static void add_empty(struct plan *plan, struct feeds *feeds,
	const struct feeds *known, const struct feed *of, enum format format)
{
	struct feed *feed = assign_new(plan, find_kind(of->scope, format),
		of->language, name_of(of), 0);

	if (feeds_find(known, feed->path) != NULL)
		return;
	if (format_is_page(format))
		feed->page = find_page(plan->paging, feed);
	feeds_add(&plan->pool, feeds, feed);
}

/* Who shows the next meetings also hears that there is none. */
static void add_next(struct plan *plan, struct feeds *feeds)
{
	const struct feeds known = *feeds;

	for (size_t i = 0; i < known.count; i++) {
		const struct feed *feed = known.items[i];

		if (feed->format != FORMAT_INDEX &&
			feed->format != FORMAT_SERIES_PAGE)
			continue;
		add_empty(plan, feeds, &known, feed, FORMAT_NEXT);
		add_empty(plan, feeds, &known, feed, FORMAT_EMBED);
	}
	feeds_sort(feeds);
}

void pages_give(struct plan *plan, struct feeds *feeds)
{
	for (size_t i = 0; i < feeds->count; i++)
		if (format_is_page(feeds->items[i]->format))
			feeds->items[i]->page =
				find_page(plan->paging, feeds->items[i]);
	if (plan->paging != NULL)
		add_next(plan, feeds);
}

/* Calendar and releases of a subject have the same page. */
static void drop_twins(struct feeds *feeds)
{
	size_t kept = 0;

	for (size_t i = 0; i < feeds->count; i++)
		if (kept == 0 ||
			strcmp(feeds->items[i]->path,
				feeds->items[kept - 1]->path) != 0)
			feeds->items[kept++] = feeds->items[i];
	feeds->count = kept;
}

void pages_add_subjects(struct plan *plan, struct feeds *feeds)
{
	const struct feeds known = *feeds;

	if (plan->paging == NULL)
		return;
	for (size_t i = 0; i < known.count; i++) {
		const struct feed *feed = known.items[i];

		if (scope_is_subject(feed->scope) &&
			(feed->format == FORMAT_ICS ||
				feed->format == FORMAT_ATOM))
			add_empty(plan, feeds, &known, feed, FORMAT_INDEX);
	}
	feeds_sort(feeds);
	drop_twins(feeds);
	add_next(plan, feeds);
}

void pages_link(struct plan *plan)
{
	struct paging *it = plan->paging;
	struct page_links links = {&plan->pool, &plan->feeds, NULL};

	if (it == NULL)
		return;
	for (size_t i = 0; i < plan->feeds.count; i++)
		if (plan->feeds.items[i]->page != NULL)
			pagelinks_find(&links, plan->feeds.items[i]->page);
	for (size_t i = 0; i < it->series_count; i++)
		for (size_t j = 0; j < plan->site->publisher.language_count;
			j++)
			pagelinks_find(&links, it->series[i].pages[j]);
	for (size_t j = 0; j < plan->site->publisher.language_count; j++)
		pagelinks_find(&links, it->sites[j]);
}
