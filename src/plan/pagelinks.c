#include "plan/pagelinks.h"

#include <string.h>
#include "plan/subjects.h"
#include "base/banned.h"

static const char *path_of(
	struct pool *pool, const struct feeds *feeds, const char *path)
{
	const struct feed *feed = feeds_find(feeds, path);

	return feed ? pool_text(pool, path) : NULL;
}

/* "fr/", or "fr/SERIES/", "fr/party/JP/": where the feeds of the page are. */
static void put_folder(
	struct buf *out, const struct page *page, bool is_of_site)
{
	const char *rest = page->rest;

	buf_printf(out, "%s/", page->language);
	if (is_of_site)
		return;
	if (page->series != NULL)
		buf_printf(out, "%s/", page->series->folder);
	else if (page->subject != NULL)
		buf_printf(out, "%.*s/%s/", (int)strcspn(rest, "-"), rest,
			page->subject->id);
}

static void link_page(struct page_links *it, struct page *page)
{
	struct buf path = BUF_INIT;
	static const char *const names[] = {"calendar.ics", "releases.atom",
		"changes.atom", "releases.json", "events.csv"};
	const char **targets[] = {&page->calendar, &page->releases,
		&page->changes, &page->json, &page->table};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		buf_cut(&path, 0);
		put_folder(&path, page, i > 1);
		buf_puts(&path, names[i]);
		*targets[i] = path_of(it->pool, it->feeds, path.bytes);
	}
	page->opml = path_of(it->pool, it->feeds, "feeds.opml");
	buf_release(&path);
}

void pagelinks_find(struct page_links *it, struct page *page)
{
	const struct publisher *publisher = page->publisher;
	size_t language = 0;

	if (page->subjects != NULL || page->is_anywhere ||
		(page->series != NULL && page->meeting_count == 0))
		return;
	while (strcmp(publisher->languages[language], page->language) != 0)
		language++;
	/* Parties and topics of all languages are known to each by its own. */
	if (it->subjects == NULL)
		it->subjects = subjects_find(it->pool, publisher, it->feeds);
	page->subjects = &it->subjects[language];
	link_page(it, page);
}
