/*
 * Pages of the site, of a party and of a topic: which meetings are next, what
 * came out last, how to subscribe, which series there are.  The page of all
 * languages leads to that of each.
 */
#include <stdbool.h>
#include <string.h>
#include "base/collate.h"
#include "write/page.h"
#include "write/pagelist.h"
#include "write/pagesubjects.h"
#include "write/subscribe.h"
#include "write/writer.h"
#include "base/banned.h"

/*
 * So many series are looked through by letters and with a filter.  Letters from
 * 0x2E80 on are those of China, Japan and Korea, where most titles have a first
 * one of their own.
 */
enum { MANY_SERIES = 20, LETTERS_END = 0x2E80 };

static const char list[] = "series";

/*
 * The title of a series, which leads to its page.  There are hundreds of them:
 * they are not indented and, as each is alone in its line, have no <bdi>.
 */
static void put_series(struct buf *out, const struct fragment *fragment)
{
	const struct page *page = fragment->page;
	struct words title = publisher_choose(
		page->publisher, &page->series->titles, page->language);
	struct markup *markup = markup_new_html(out, 0);

	markup_block(markup, "li");
	markup_inline(markup, "a");
	page_put_href(markup, fragment->host, page->path);
	page_put_language(markup, page, title.language);
	markup_text(markup, title.text);
	markup_end(markup);
	markup_end(markup);
	markup_free(markup);
}

/* What stands further down on the page of the site. */
static void put_sections(
	struct markup *markup, const struct page *page, const char *title)
{
	page_open(markup, "nav", "letters");
	markup_attribute(markup, "aria-label", title);
	page_put_jump(markup, page, "dialogues", "page.dialogues");
	pagesubjects_put_links(markup, page);
	markup_end(markup);
}

static void put_head(struct buf *out, const struct feed *feed)
{
	const struct page *page = feed->page;
	const struct publisher *publisher = page->publisher;
	struct buf title = BUF_INIT;
	const char *language = page_put_title(&title, page);
	struct markup *markup;

	page_put_head(out, page);
	markup = page_begin_main(out);
	markup_block(markup, "h1");
	page_put_name(markup, page, language, title.bytes);
	markup_end(markup);
	if (page->subject == NULL)
		page_put_words(markup, page, "p",
			wordings_in(&publisher->descriptions, page->language));
	subscribe_put_link(markup, page);
	if (page->subject == NULL)
		put_sections(markup, page, title.bytes);
	if (feed->fragment_count == 0 ||
		feed->fragments[0]->format != FORMAT_AHEAD)
		page_put_phrase(markup, page, "p", "page.none-ahead");
	markup_free(markup);
	buf_release(&title);
}

/* Series stand behind a few meetings and releases. */
static size_t first_series(const struct feed *feed)
{
	size_t first = 0;

	while (first < feed->fragment_count &&
		feed->fragments[first]->format != FORMAT_INDEX)
		first++;
	return first;
}

static bool has_many_series(const struct feed *feed)
{
	return feed->fragment_count - first_series(feed) >= MANY_SERIES;
}

/* The first letter of a title, without marks; 0 for one of too many. */
static long letter_of(const struct fragment *fragment)
{
	const char *at = fragment->title;
	long letter = collate_letter(&at);

	return letter < LETTERS_END ? letter : 0;
}

/* Whether this one starts with another letter than the one before. */
static bool starts_letter(const struct feed *feed, size_t index)
{
	struct fragment *const *parts = feed->fragments;

	return index == 0 || parts[index - 1]->format != FORMAT_INDEX ||
		letter_of(parts[index - 1]) != letter_of(parts[index]);
}

static bool has_letters(const struct feed *feed)
{
	return has_many_series(feed) &&
		letter_of(feed->fragments[feed->fragment_count - 1]) !=
		letter_of(feed->fragments[first_series(feed)]);
}

/* As it stands in the title. */
static void put_letter(struct buf *out, const struct fragment *fragment)
{
	const char *at = fragment->title;

	collate_letter(&at);
	buf_put(out, fragment->title, (size_t)(at - fragment->title));
}

static void put_letter_id(struct buf *out, long letter)
{
	buf_printf(out, "letter-%lx", (unsigned long)letter);
}

/* Letters lead to where they start, without a script. */
static void put_letters(struct markup *markup, const struct feed *feed)
{
	markup_block(markup, "nav");
	markup_attribute(markup, "class", "letters");
	markup_attribute(markup, "aria-label",
		page_phrase(feed->page, "page.dialogues"));
	for (size_t i = first_series(feed); i < feed->fragment_count; i++) {
		struct buf id = BUF_INIT, text = BUF_INIT;

		if (!starts_letter(feed, i))
			continue;
		buf_putc(&id, '#');
		put_letter_id(&id, letter_of(feed->fragments[i]));
		put_letter(&text, feed->fragments[i]);
		markup_block(markup, "a");
		markup_attribute(markup, "href", id.bytes);
		markup_text(markup, text.bytes);
		markup_end(markup);
		buf_release(&text);
		buf_release(&id);
	}
	markup_end(markup);
}

/* A field that the script of the page makes live, and shows. */
static void put_filter(struct markup *markup, const struct page *page)
{
	page_open(markup, "p", "filter");
	markup_attribute(markup, "hidden", "hidden");
	markup_inline(markup, "label");
	markup_attribute(markup, "for", "filter");
	markup_text(markup, page_phrase(page, "page.filter"));
	markup_end(markup);
	markup_block(markup, "input");
	markup_attribute(markup, "id", "filter");
	markup_attribute(markup, "type", "search");
	markup_attribute(markup, "autocomplete", "off");
	markup_end(markup);
	markup_block(markup, "output");
	markup_attribute(markup, "for", "filter");
	markup_end(markup);
	markup_end(markup);
}

static void open_list(
	struct markup *markup, const struct feed *feed, size_t index)
{
	struct buf id = BUF_INIT, text = BUF_INIT;

	if (has_letters(feed)) {
		put_letter_id(&id, letter_of(feed->fragments[index]));
		put_letter(&text, feed->fragments[index]);
		markup_block(markup, "h3");
		markup_attribute(markup, "id", id.bytes);
		markup_text(markup, text.bytes);
		markup_end(markup);
	}
	page_open(markup, "ul", list);
	buf_release(&text);
	buf_release(&id);
}

/* In front of all series: how to follow them, and how to find one. */
static void begin_series(struct buf *out, const struct feed *feed, size_t index)
{
	const struct page *page = feed->page;
	struct markup *markup = markup_new_html(out, 3);

	subscribe_put(markup, page);
	markup_block(markup, "section");
	markup_attribute(markup, "id", "dialogues");
	page_put_phrase(markup, page, "h2", "page.dialogues");
	if (has_many_series(feed))
		put_filter(markup, page);
	if (has_letters(feed))
		put_letters(markup, feed);
	open_list(markup, feed, index);
	markup_free(markup);
}

static void begin_letter(struct buf *out, const struct feed *feed, size_t index)
{
	struct markup *markup;

	if (!has_letters(feed) || !starts_letter(feed, index))
		return;
	markup = markup_new_html(out, 3);
	markup_resume(markup, "section");
	markup_resume(markup, "ul");
	markup_end(markup);
	open_list(markup, feed, index);
	markup_free(markup);
}

static void put_before(struct buf *out, const struct feed *feed, size_t index)
{
	static const struct {
		const char *class, *heading, *list;
	} sections[] = {
		[FORMAT_AHEAD] = {"ahead", "upcoming", "meetings"},
		[FORMAT_NEWS] = {NULL, "feed.releases", "news"},
		[FORMAT_PAST] = {NULL, "past", "meetings"},
	};
	struct fragment *const *parts = feed->fragments;
	enum format format = parts[index]->format;

	if (index > 0 && format == parts[index - 1]->format) {
		if (format == FORMAT_INDEX)
			begin_letter(out, feed, index);
		return;
	}
	if (index > 0)
		pagelist_end(out);
	if (format == FORMAT_INDEX)
		begin_series(out, feed, index);
	else
		pagelist_begin(out, feed->page, sections[format].class,
			sections[format].heading, sections[format].list);
}

static void put_tail(struct buf *out, const struct feed *feed)
{
	const struct page *page = feed->page;
	struct markup *markup;

	if (feed->fragment_count > 0)
		pagelist_end(out);
	markup = page_resume_main(out);
	if (first_series(feed) == feed->fragment_count)
		subscribe_put(markup, page);
	if (page->subject == NULL)
		pagesubjects_put(markup, page);
	page_put_script(markup);
	markup_end(markup);
	markup_free(markup);
	page_put_tail(out, page);
}

/* Whether the publisher is called so in a language before this one. */
static bool is_called(
	const struct publisher *publisher, size_t count, struct words name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(publisher_choose(publisher, &publisher->names,
				   publisher->languages[i])
				    .text,
			    name.text) == 0)
			return true;
	return false;
}

/* The publisher's name in each language that has another one. */
static void put_names(struct markup *markup, const struct page *page)
{
	const struct publisher *publisher = page->publisher;

	page_open(markup, "h1", "names");
	for (size_t i = 0; i < publisher->language_count; i++) {
		struct words name = publisher_choose(
			publisher, &publisher->names, publisher->languages[i]);

		if (is_called(publisher, i, name))
			continue;
		if (i > 0)
			markup_text(markup, " · ");
		page_put_name(markup, page, name.language, name.text);
	}
	markup_end(markup);
}

/* A language by its own name, and on the page of 404 something in it. */
static void put_language(struct markup *markup, const struct page *page,
	const char *language, bool is_missing)
{
	const struct publisher *publisher = page->publisher;
	struct buf path = BUF_INIT;

	buf_printf(&path, "%s/index.html", language);
	markup_block(markup, "li");
	markup_inline(markup, "a");
	page_put_href(markup, page, path.bytes);
	markup_attribute(markup, "hreflang", language);
	page_put_language(markup, page, language);
	markup_inline(markup, "strong");
	markup_text(markup, language_name(publisher, language, language));
	markup_end(markup);
	if (is_missing) {
		markup_text(markup, " ");
		page_put_name(markup, page, language,
			publisher_phrase(
				publisher, language, "page.not-found"));
	}
	markup_end(markup);
	markup_end(markup);
	buf_release(&path);
}

static void put_languages(struct buf *out, const struct fragment *fragment)
{
	const struct page *page = fragment->page;
	const struct publisher *publisher = page->publisher;
	struct markup *markup = page_begin_main(out);

	put_names(markup, page);
	page_open(markup, "ul", "choice");
	for (size_t i = 0; i < publisher->language_count; i++)
		put_language(markup, page, publisher->languages[i],
			fragment->format == FORMAT_MISSING);
	markup_end(markup);
	markup_end(markup);
	markup_free(markup);
}

static void put_site_head(struct buf *out, const struct feed *feed)
{
	page_put_head(out, feed->page);
}

static void put_site_tail(struct buf *out, const struct feed *feed)
{
	page_put_tail(out, feed->page);
}

static void put_no_head(struct buf *out, const struct feed *feed)
{
	(void)out;
	(void)feed;
}

/* Meetings and releases are written here, and stand on the pages above. */
const struct writer ahead_writer = {
	pagelist_put_meeting, put_no_head, put_no_head, ""};
const struct writer news_writer = {
	pagelist_put_release, put_no_head, put_no_head, ""};
const struct writer index_writer = {
	put_series, put_head, put_tail, "", put_before};
const struct writer site_writer = {
	put_languages, put_site_head, put_site_tail, ""};
const struct writer missing_writer = {
	put_languages, put_site_head, put_site_tail, ""};
