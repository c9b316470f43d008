/*
 * The pages of the site: all series in one language, and all languages.
 */
#include <string.h>
#include "write/page.h"
#include "write/pagelist.h"
#include "write/pagesubjects.h"
#include "write/subscribe.h"
#include "write/writer.h"
#include "write/yearscale.h"
#include "write/yearstrip.h"
#include "base/banned.h"

static struct words title_of(const struct page *page)
{
	return publisher_choose(
		page->publisher, &page->series->titles, page->language);
}

/* The title of a series, which leads to its page. */
static void put_series_link(struct markup *markup, const struct page *around,
	const struct page *page)
{
	struct words title = title_of(page);

	markup_inline(markup, "a");
	page_put_href(markup, around, page->path);
	if (strcmp(around->language, page->language) != 0)
		markup_attribute(markup, "hreflang", page->language);
	page_put_name(markup, around, title.language, title.text);
	markup_end(markup);
}

/* Open the part of a series: its id is how it is found again. */
static struct markup *open_part(struct buf *out, const struct page *page)
{
	struct markup *markup = markup_new_html(out, 2);
	struct buf id = BUF_INIT;

	buf_printf(&id, "series-%s", page->series->folder);
	markup_block(markup, "article");
	markup_attribute(markup, "id", id.bytes);
	buf_release(&id);
	return markup;
}

static void put_series(struct buf *out, const struct fragment *fragment)
{
	const struct page *page = fragment->page;
	struct markup *markup = open_part(out, page);

	markup_block(markup, "h3");
	put_series_link(markup, fragment->host, page);
	markup_end(markup);
	page_put_words(markup, page, "p",
		publisher_choose(page->publisher, &page->series->summaries,
			page->language));
	if (page_next_meeting(page) != NULL)
		pagelist_put_next(markup, fragment->host, page, "h4");
	yearstrip_put(markup, page, true);
	markup_end(markup);
	markup_free(markup);
}

/* In each language by its own title. */
static void put_translated_series(
	struct buf *out, const struct fragment *fragment)
{
	const struct page *page = fragment->page;
	struct markup *markup = open_part(out, page);

	markup_block(markup, "h3");
	put_series_link(markup, fragment->host, page);
	markup_end(markup);
	if (page->translation_count > 1) {
		page_open(markup, "ul", "translations");
		for (size_t i = 1; i < page->translation_count; i++) {
			markup_block(markup, "li");
			put_series_link(
				markup, fragment->host, page->translations[i]);
			markup_end(markup);
		}
		markup_end(markup);
	}
	yearstrip_put(markup, page, true);
	markup_end(markup);
	markup_free(markup);
}

/* The fragments stand between these; they are indented as <main> is. */
static void begin_main(struct buf *out)
{
	struct markup *markup = markup_new_html(out, 2);

	markup_block(markup, "main");
	markup_attribute(markup, "id", "content");
	markup_free(markup);
}

static void end_main(struct buf *out)
{
	struct markup *markup = markup_new_html(out, 2);

	markup_resume(markup, "main");
	markup_end(markup);
	markup_free(markup);
}

static void put_index_head(struct buf *out, const struct feed *feed)
{
	const struct page *page = feed->page;
	const struct publisher *publisher = page->publisher;
	struct words name =
		publisher_choose(publisher, &publisher->names, page->language);
	struct markup *markup;

	page_put_head(out, page);
	begin_main(out);
	markup = markup_new_html(out, 2);
	markup_block(markup, "h1");
	page_put_name(markup, page, name.language, name.text);
	markup_end(markup);
	page_put_words(markup, page, "p",
		wordings_in(&publisher->descriptions, page->language));
	yearscale_put_all(markup, feed->fragments, feed->fragment_count);
	page_put_phrase(markup, page, "h2", "page.dialogues");
	markup_free(markup);
}

static void put_index_tail(struct buf *out, const struct feed *feed)
{
	const struct page *page = feed->page;
	struct markup *markup = markup_new_html(out, 2);

	pagesubjects_put(markup, page);
	subscribe_put(markup, page);
	markup_free(markup);
	end_main(out);
	page_put_tail(out, page);
}

static void put_site_tail(struct buf *out, const struct feed *feed)
{
	end_main(out);
	page_put_tail(out, feed->page);
}

const struct writer index_writer = {
	put_series, put_index_head, put_index_tail, ""};
const struct writer site_writer = {
	put_translated_series, put_index_head, put_site_tail, ""};
