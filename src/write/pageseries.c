/*
 * The page of a series: when it meets next, how to subscribe, all sessions.
 */
#include "write/page.h"
#include "write/pagelist.h"
#include "write/pagesubjects.h"
#include "write/subscribe.h"
#include "write/writer.h"
#include "write/yearstrip.h"
#include "base/banned.h"

static void put_title(struct markup *markup, const struct page *page)
{
	const struct series *series = page->series;
	struct words title = publisher_choose(
		page->publisher, &series->titles, page->language);

	markup_block(markup, "h1");
	page_put_name(markup, page, title.language, title.text);
	markup_end(markup);
	page_put_words(markup, page, "p",
		publisher_choose(
			page->publisher, &series->summaries, page->language));
}

static void put_years(struct markup *markup, const struct page *page)
{
	if (!yearstrip_has_any(page))
		return;
	markup_block(markup, "section");
	page_put_phrase(markup, page, "h2", "page.years");
	yearstrip_put(markup, page, false);
	markup_end(markup);
}

static void put_page(struct buf *out, const struct fragment *fragment)
{
	const struct page *page = fragment->page;
	struct markup *markup = markup_new_html(out, 2);

	markup_block(markup, "main");
	markup_attribute(markup, "id", "content");
	put_title(markup, page);
	pagelist_put_next(markup, page, page, "h2");
	subscribe_put(markup, page);
	pagelist_put(markup, page, false);
	pagelist_put(markup, page, true);
	put_years(markup, page);
	pagesubjects_put_names(markup, page);
	markup_end(markup);
	markup_free(markup);
}

static void put_head(struct buf *out, const struct feed *feed)
{
	page_put_head(out, feed->page);
}

static void put_tail(struct buf *out, const struct feed *feed)
{
	page_put_tail(out, feed->page);
}

const struct writer series_page_writer = {put_page, put_head, put_tail, ""};
