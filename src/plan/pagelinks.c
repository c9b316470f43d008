/*
 * Pages when all feeds are known: which of them a page names.
 */
#include <string.h>
#include "plan/cards_file.h"
#include "plan/pages.h"
#include "plan/subjects.h"
#include "base/banned.h"

static const char *path_of(
	struct pool *pool, const struct feeds *feeds, const char *path)
{
	const struct feed *feed = feeds_find(feeds, path);

	return feed ? pool_text(pool, path) : NULL;
}

static void link_page(struct pool *pool, const struct feeds *feeds,
	struct page *page, const char *folder)
{
	struct buf path = BUF_INIT;
	static const char *const names[] = {"calendar.ics", "releases.atom",
		"changes.atom", "releases.json", "events.csv"};
	const char **targets[] = {&page->calendar, &page->releases,
		&page->changes, &page->json, &page->table};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		int is_of_site = i > 1 || folder == NULL;

		buf_cut(&path, 0);
		buf_printf(&path, "%s/%s%s%s", page->language,
			is_of_site ? "" : folder, is_of_site ? "" : "/",
			names[i]);
		*targets[i] = path_of(pool, feeds, path.bytes);
	}
	buf_release(&path);
}

/* Parties and topics of all languages are known to each page by its own. */
struct linking {
	struct pool *pool;
	const struct feeds *feeds;
	const struct subjects *subjects; /* NULL before the first page */
};

static void link_one(struct linking *it, struct page *page)
{
	const struct publisher *publisher = page->publisher;
	size_t language = 0;

	while (strcmp(publisher->languages[language], page->language) != 0)
		language++;
	if (it->subjects == NULL)
		it->subjects = subjects_find(it->pool, publisher, it->feeds);
	page->subjects = &it->subjects[language];
	link_page(it->pool, it->feeds, page,
		page->series ? page->series->folder : NULL);
}

static bool stays_as_it_was(const struct fragment *fragment)
{
	return fragment->is_carded && cards_is_whole(fragment);
}

/* Many fragments stand on the same page. */
static void link_once(struct linking *it, struct page *page)
{
	if (page->subjects == NULL)
		link_one(it, page);
}

void pages_link(struct plan *plan)
{
	struct linking it = {&plan->pool, &plan->feeds, NULL};

	for (size_t i = 0; i < plan->count; i++) {
		struct fragment *fragment = plan->fragments[i];

		if (fragment->page == NULL || stays_as_it_was(fragment))
			continue;
		link_once(&it, fragment->page);
		for (size_t j = 0; j < fragment->host->translation_count; j++)
			link_once(&it, fragment->host->translations[j]);
		link_once(&it, fragment->host);
	}
}
