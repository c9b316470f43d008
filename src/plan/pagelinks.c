/*
 * Pages when all feeds are known: which of them a page names, where it stands
 * under a former name, and whether it is about anything still.
 */
#include <string.h>
#include "plan/links.h"
#include "plan/pages.h"
#include "plan/subjects.h"
#include "base/banned.h"

static const char *path_of(
	struct pool *pool, const struct feeds *feeds, const char *path)
{
	const struct feed *feed = links_find(feeds, path);

	return feed ? pool_text(pool, path) : NULL;
}

static void link_page(struct pool *pool, const struct feeds *feeds,
	struct page *page, const char *folder)
{
	struct buf path = BUF_INIT;
	static const char *const names[] = {"calendar.ics", "releases.atom",
		"changes.atom", "releases.json"};
	const char **targets[] = {
		&page->calendar, &page->releases, &page->changes, &page->json};

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

/* The page of the meeting whose calendar stands in this former place. */
static const struct feed *page_beside(
	struct pool *pool, const struct feeds *feeds, const char *path)
{
	const char *end = strrchr(path, '.');
	const struct feed *calendar = links_find(
		feeds, pool_printf(pool, "%.*s.ics", (int)(end - path), path));
	const struct view *view;

	if (calendar == NULL || calendar->scope != SCOPE_EVENT)
		return NULL;
	view = calendar->fragments[0]->view;
	return view == NULL
		? NULL
		: links_find(feeds,
			  pool_printf(pool, "%s/%s/%s.html", calendar->language,
				  view->event->series->folder,
				  view->event->folder));
}

void pages_add_former(struct pool *pool, struct feeds *feeds)
{
	const size_t count = feeds->count;
	size_t kept = 0;

	for (size_t i = 0; i < feeds->dead_count; i++) {
		const struct feeds planned = {feeds->items, count};
		const char *path = feeds->dead[i];
		const struct feed *page = page_beside(pool, &planned, path);
		struct feed *former;

		if (page == NULL || strcmp(strrchr(path, '.'), ".html") != 0) {
			feeds->dead[kept++] = path;
			continue;
		}
		former = pool_alloc(pool, sizeof(*former));
		*former = *page;
		former->path = path;
		feeds_add(pool, feeds, former);
	}
	feeds->dead_count = kept;
	links_sort(feeds);
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

void pages_link(struct pool *pool, const struct feeds *feeds,
	struct fragment **fragments, size_t count)
{
	struct linking it = {pool, feeds, NULL};

	for (size_t i = 0; i < count; i++) {
		struct fragment *fragment = fragments[i];

		if (fragment->page == NULL)
			continue;
		link_one(&it, fragment->page);
		for (size_t j = 0; j < fragment->host->translation_count; j++)
			link_one(&it, fragment->host->translations[j]);
		link_one(&it, fragment->host);
	}
}

static int is_forgotten(const struct ledger_line *line)
{
	return strcmp(line->state, state_forgotten) == 0;
}

/* The folder that a series has now; one that it has no more leads there. */
static void put_present_name(
	struct buf *out, const struct site *site, const char *name)
{
	size_t length = strcspn(name, "/");

	for (size_t i = 0; i < site->series_count; i++) {
		const struct series *series = site->series[i];

		for (size_t j = 0; j < series->formerly_count; j++)
			if (strlen(series->formerly[j]) == length &&
				strncmp(series->formerly[j], name, length) ==
					0) {
				buf_printf(out, "%s%s", series->folder,
					name + length);
				return;
			}
	}
	buf_puts(out, name);
}

int pages_is_forgotten(
	const struct plan *plan, const struct feed_kind *kind, const char *name)
{
	const struct ledger *ledger = plan->ledger;
	struct buf record = BUF_INIT;
	int forgotten = 0, left = 0;

	buf_puts(&record, "events/");
	put_present_name(&record, plan->site, name);
	buf_puts(&record, kind->scope == SCOPE_EVENT ? "/event.xml" : "/");
	for (size_t i = 0; i < ledger->count; i++) {
		const struct ledger_line *line = &ledger->lines[i];

		if (strcmp(line->item, item_event) != 0 ||
			strncmp(line->record, record.bytes, record.length) != 0)
			continue;
		if (is_forgotten(line))
			forgotten = 1;
		else
			left = 1;
	}
	buf_release(&record);
	return forgotten && !left;
}
