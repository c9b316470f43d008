/*
 * What programs find the pages and feeds by: sitemap.xml (sitemaps.org 0.9)
 * and feeds.opml (OPML 2.0), a part for each series; and the stylesheet.
 */
#include <stdbool.h>
#include <string.h>
#include "model/fill.h"
#include "write/page.h"
#include "write/stylesheet.h"
#include "write/writer.h"
#include "base/banned.h"

/* `modified` as sitemaps have it; NULL: nobody knows. */
static void put_url(struct markup *markup, const struct page *page,
	const char *path, const char *modified)
{
	struct buf address = BUF_INIT;

	page_put_address(&address, page, path);
	markup_block(markup, "url");
	markup_element(markup, "loc", address.bytes);
	if (modified != NULL)
		markup_element(markup, "lastmod", modified);
	markup_end(markup);
	buf_release(&address);
}

static void put_dated_url(struct markup *markup, const struct page *page,
	const char *path, instant modified)
{
	struct buf text = BUF_INIT;

	if (modified != 0)
		instant_put_rfc3339(&text, modified);
	put_url(markup, page, path, modified != 0 ? text.bytes : NULL);
	buf_release(&text);
}

static instant newest(const struct page *page)
{
	instant modified = 0;

	for (size_t i = 0; i < page->meeting_count; i++)
		if (page->meetings[i].modified > modified)
			modified = page->meetings[i].modified;
	return modified;
}

static void put_meeting_urls(struct markup *markup, const struct page *page)
{
	for (size_t i = 0; i < page->meeting_count; i++)
		if (page->meetings[i].page != NULL)
			put_dated_url(markup, page, page->meetings[i].page,
				page->meetings[i].modified);
}

static void put_series_urls(struct buf *out, const struct fragment *fragment)
{
	struct markup *markup = markup_new(out, 1);
	struct buf mark = BUF_INIT;

	buf_printf(&mark, "series %s", fragment->id);
	markup_comment(markup, mark.bytes);
	for (size_t i = 0; i < fragment->page->translation_count; i++) {
		const struct page *page = fragment->page->translations[i];

		if (page->meeting_count == 0)
			continue;
		put_dated_url(markup, page, page->path, newest(page));
		for (size_t j = 0; j < page->archive_count; j++)
			put_url(markup, page, page->archives[j].path, NULL);
		if (!fragment->host->is_long)
			put_meeting_urls(markup, page);
	}
	markup_comment(markup, "/");
	markup_free(markup);
	buf_release(&mark);
}

/* The first bytes of the element for an address below this path. */
static void put_start(
	struct buf *out, const struct page *page, const char *path)
{
	struct markup *markup = markup_new(out, 2);
	struct buf address = BUF_INIT;

	page_put_address(&address, page, path);
	markup_element(markup, "loc", address.bytes);
	markup_free(markup);
	buf_cut(out, (size_t)(strstr(out->bytes, "</loc>") - out->bytes));
	buf_release(&address);
}

/* The moment that ends with its element, if it is later: in the same zone,
 * their bytes tell. */
static void take_later(struct buf *last, const char *moment)
{
	size_t length = strcspn(moment, "<");

	if (last->length == length && strncmp(moment, last->bytes, length) <= 0)
		return;
	buf_cut(last, 0);
	buf_put(last, moment, length);
}

static const char *find(
	const struct buf *part, const char *from, const struct buf *words)
{
	const char *end = part->bytes + part->length;

	return memmem(from, (size_t)(end - from), words->bytes, words->length);
}

/* What a part tells of addresses that start like this. */
static void take_last(
	struct buf *last, const struct buf *part, const struct buf *start)
{
	static const char mark[] = "\n    <lastmod>";
	const char *at = find(part, part->bytes, start);

	for (; at != NULL; at = find(part, at + 1, start)) {
		const char *end = strchr(at, '\n');

		if (end != NULL && strncmp(end, mark, strlen(mark)) == 0)
			take_later(last, end + strlen(mark));
	}
}

/*
 * A page that lists all series is as new as the newest page below `folder`:
 * parts that stand from other runs tell it as well as those of this one.
 */
static void put_list_url(struct markup *markup, const struct feed *feed,
	const char *path, const char *folder)
{
	struct buf start = BUF_INIT, last = BUF_INIT;

	put_start(&start, feed->page, folder);
	for (size_t i = 0; i < feed->fragment_count; i++)
		take_last(&last, &feed->fragments[i]->bytes, &start);
	put_url(markup, feed->page, path, last.length > 0 ? last.bytes : NULL);
	buf_release(&last);
	buf_release(&start);
}

static void put_sitemap_head(struct buf *out, const struct feed *feed)
{
	const struct page *page = feed->page;
	struct markup *markup = markup_new_xml(out);

	markup_block(markup, "urlset");
	markup_attribute(
		markup, "xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
	put_list_url(markup, feed, "index.html", "");
	for (size_t i = 0; i < page->translation_count; i++) {
		struct buf folder = BUF_INIT;

		buf_printf(&folder, "%s/", page->translations[i]->language);
		put_list_url(markup, feed, page->translations[i]->path,
			folder.bytes);
		buf_release(&folder);
	}
	markup_free(markup);
}

static void put_sitemap_tail(struct buf *out, const struct feed *feed)
{
	struct markup *markup = markup_new(out, 0);

	(void)feed;
	markup_resume(markup, "urlset");
	markup_end(markup);
	markup_free(markup);
}

/* A feed of news, or of changes, in the language of the page. */
static void put_outline(struct markup *markup, const struct page *page,
	const char *path, const char *title)
{
	struct buf address = BUF_INIT, home = BUF_INIT;

	if (path == NULL)
		return;
	page_put_address(&address, page, path);
	page_put_address(&home, page, page->path);
	markup_block(markup, "outline");
	markup_attribute(markup, "type", "rss");
	markup_attribute(markup, "text", title);
	markup_attribute(markup, "title", title);
	markup_attribute(markup, "language", page->language);
	markup_attribute(markup, "xmlUrl", address.bytes);
	markup_attribute(markup, "htmlUrl", home.bytes);
	markup_end(markup);
	buf_release(&home);
	buf_release(&address);
}

static void put_series_outline(struct buf *out, const struct fragment *fragment)
{
	const struct page *page = fragment->page;
	struct markup *markup = markup_new(out, 2);
	struct buf title = BUF_INIT;

	page_put_title(&title, page);
	markup_block(markup, "outline");
	markup_attribute(markup, "text", title.bytes);
	markup_attribute(markup, "category", page->series->folder);
	for (size_t i = 0; i < page->translation_count; i++) {
		const struct page *other = page->translations[i];

		buf_cut(&title, 0);
		page_put_title(&title, other);
		put_outline(markup, other, other->releases, title.bytes);
	}
	/* Parts are told apart by their end tags. */
	markup_break(markup);
	markup_end(markup);
	markup_free(markup);
	buf_release(&title);
}

/* The feeds of the site in one language, by the publisher's name. */
static void put_site_outline(struct markup *markup, const struct page *page)
{
	struct buf name = BUF_INIT;

	page_put_title(&name, page);
	markup_block(markup, "outline");
	markup_attribute(markup, "text", name.bytes);
	put_outline(markup, page, page->releases,
		page_phrase(page, "feed.releases"));
	put_outline(
		markup, page, page->changes, page_phrase(page, "feed.changes"));
	markup_break(markup);
	markup_end(markup);
	buf_release(&name);
}

static void put_opml_head(struct buf *out, const struct feed *feed)
{
	const struct page *page = feed->page;
	struct markup *markup = markup_new_xml(out);
	struct buf title = BUF_INIT;

	page_put_title(&title, page);
	markup_block(markup, "opml");
	markup_attribute(markup, "version", "2.0");
	markup_block(markup, "head");
	markup_element(markup, "title", title.bytes);
	markup_end(markup);
	markup_block(markup, "body");
	for (size_t i = 0; i < page->translation_count; i++)
		put_site_outline(markup, page->translations[i]);
	markup_free(markup);
	buf_release(&title);
}

static bool has_news(const struct subject *subjects, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (subjects[i].releases != NULL)
			return true;
	return false;
}

/* "Official dialogues – Parties" */
static void put_group_title(
	struct markup *markup, const struct page *page, const char *key)
{
	struct buf name = BUF_INIT, title = BUF_INIT;

	page_put_title(&name, page);
	fill(&title, page_phrase(page, "feed.of"),
		(const struct filling[]){{"publisher", name.bytes},
			{"name", page_phrase(page, key)}, {NULL}});
	markup_attribute(markup, "text", title.bytes);
	buf_release(&title);
	buf_release(&name);
}

static void put_subject_outlines(struct markup *markup, const struct page *page,
	const char *key, const struct subject *subjects, size_t count)
{
	if (!has_news(subjects, count))
		return;
	markup_block(markup, "outline");
	put_group_title(markup, page, key);
	for (size_t i = 0; i < count; i++)
		put_outline(markup, page, subjects[i].releases,
			subjects[i].name.text);
	markup_end(markup);
}

static void put_opml_tail(struct buf *out, const struct feed *feed)
{
	struct markup *markup = markup_new(out, 0);

	markup_resume(markup, "opml");
	markup_resume(markup, "body");
	for (size_t i = 0; i < feed->page->translation_count; i++) {
		const struct page *page = feed->page->translations[i];
		const struct subjects *subjects = page->subjects;

		put_subject_outlines(markup, page, "page.parties",
			subjects->parties, subjects->party_count);
		put_subject_outlines(markup, page, "topics", subjects->topics,
			subjects->topic_count);
		put_subject_outlines(markup, page, "page.selections",
			subjects->selections, subjects->selection_count);
	}
	markup_end(markup);
	markup_end(markup);
	markup_free(markup);
}

static void put_style(struct buf *out, const struct fragment *fragment)
{
	const struct page *page = fragment->page;

	if (page->style != NULL)
		buf_put(out, page->style, page->style_size);
	else
		buf_put(out, style_css, (size_t)style_css_size);
}

static void put_script(struct buf *out, const struct fragment *fragment)
{
	(void)fragment;
	buf_put(out, embed_js, (size_t)embed_js_size);
}

static void put_nothing(struct buf *out, const struct feed *feed)
{
	(void)out;
	(void)feed;
}

const struct writer sitemap_writer = {
	put_series_urls, put_sitemap_head, put_sitemap_tail, ""};
const struct writer opml_writer = {
	put_series_outline, put_opml_head, put_opml_tail, ""};
const struct writer style_writer = {put_style, put_nothing, put_nothing, ""};
const struct writer script_writer = {put_script, put_nothing, put_nothing, ""};
