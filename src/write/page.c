#include "write/page.h"

#include <stdbool.h>
#include <string.h>
#include "model/direction.h"
#include "model/phrases.h"
#include "write/xhtml.h"
#include "base/banned.h"

const char page_script[] =
	"document.querySelectorAll('button.copy').forEach(function(b){"
	"var f=b.previousElementSibling;b.hidden=false;"
	"b.onclick=function(){f.select();document.execCommand('copy');"
	"b.textContent=b.dataset.done}});"
	"document.querySelectorAll('.to-subscribe a').forEach(function(a){"
	"a.onclick=function(){document.querySelector('details').open=true}});"
	"document.querySelectorAll('#filter').forEach(function(f){"
	"var a=document.querySelectorAll('.series li'),"
	"g=document.querySelectorAll('.series');"
	"f.parentNode.hidden=false;"
	"f.oninput=function(){var n=0,w=f.value.toLowerCase();"
	"a.forEach(function(i){"
	"i.hidden=!i.textContent.toLowerCase().includes(w);n+=!i.hidden});"
	"g.forEach(function(l){var h=l.previousElementSibling;"
	"l.hidden=!l.querySelector('li:not([hidden])');"
	"if(h.tagName=='H3')h.hidden=l.hidden});"
	"f.nextElementSibling.textContent=n+'/'+a.length}})";

/*
 * Nothing is fetched from elsewhere, and nothing runs but the script of this
 * SHA-256, the one above; data: is for the icon below.  Data in JSON-LD is no
 * script that runs.
 */
static const char policy[] =
	"default-src 'none'; style-src 'self'; img-src 'self' data:; "
	"font-src 'self'; base-uri 'none'; form-action 'none'; "
	"script-src 'sha256-TfgD8xiVWXGCE2Fmi2fXritIDBaOwbKpzxN/tYbSjyc='";

/* A calendar sheet, so that browsers do not look for /favicon.ico. */
static const char icon[] =
	"data:image/svg+xml,"
	"%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%2016%2016'"
	"%3E%3Cpath%20d='M1%202h14v13H1z'%20fill='%231a4f8b'/%3E"
	"%3Cpath%20d='M3%206h10v7H3z'%20fill='%23fff'/%3E%3C/svg%3E";

const char *page_phrase(const struct page *page, const char *key)
{
	return publisher_phrase(page->publisher, page->language, key);
}

void page_put_address(
	struct buf *out, const struct page *page, const char *path)
{
	publisher_put_address(out, page->publisher, path);
}

/*
 * "../" for each folder that the page stands in and the path does not; returns
 * the rest of the path.  Beyond the language all are named: the page of a
 * series stands at former addresses too.
 */
static const char *put_up(
	struct buf *out, const struct page *page, const char *path)
{
	size_t language = strcspn(path, "/") + 1;
	const char *from = page->path;

	if (strncmp(from, path, language) == 0) {
		from += language;
		path += language;
	}
	for (from = strchr(from, '/'); from != NULL;
		from = strchr(from + 1, '/'))
		buf_puts(out, "../");
	return path;
}

/* Relative, so that pages can be looked at wherever they stand. */
void page_put_href(
	struct markup *markup, const struct page *page, const char *path)
{
	struct buf href = BUF_INIT;

	if (page->is_anywhere)
		buf_puts(&href, page->publisher->base);
	else
		path = put_up(&href, page, path);
	buf_puts(&href, path);
	markup_attribute(markup, "href", href.bytes);
	buf_release(&href);
}

void page_put_language(
	struct markup *markup, const struct page *page, const char *language)
{
	xhtml_put_language_in(markup, page->language, language);
}

void page_open(struct markup *markup, const char *name, const char *class)
{
	markup_block(markup, name);
	markup_attribute(markup, "class", class);
}

void page_open_inline(
	struct markup *markup, const char *name, const char *class)
{
	markup_inline(markup, name);
	markup_attribute(markup, "class", class);
}

void page_put_words(struct markup *markup, const struct page *page,
	const char *name, struct words words)
{
	if (words.text == NULL)
		return;
	markup_block(markup, name);
	page_put_language(markup, page, words.language);
	markup_text(markup, words.text);
	markup_end(markup);
}

void page_put_phrase(struct markup *markup, const struct page *page,
	const char *name, const char *key)
{
	page_put_words(markup, page, name,
		publisher_words(page->publisher, page->language, key));
}

void page_end_phrase(
	struct markup *markup, const struct page *page, const char *key)
{
	struct words words =
		publisher_words(page->publisher, page->language, key);

	page_put_language(markup, page, words.language);
	markup_text(markup, words.text);
	markup_end(markup);
}

void page_end_line(
	struct markup *markup, const struct page *page, struct buf *line)
{
	page_put_language(markup, page, catalogue_language(page->language));
	markup_text(markup, line->bytes);
	markup_end(markup);
	buf_release(line);
}

void page_put_jump(struct markup *markup, const struct page *page,
	const char *id, const char *key)
{
	struct buf href = BUF_INIT;

	buf_printf(&href, "#%s", id);
	markup_block(markup, "a");
	markup_attribute(markup, "href", href.bytes);
	page_end_phrase(markup, page, key);
	buf_release(&href);
}

void page_put_name(struct markup *markup, const struct page *page,
	const char *language, const char *name)
{
	markup_inline(markup, "bdi");
	page_put_language(markup, page, language);
	markup_text(markup, name);
	markup_end(markup);
}

void page_put_runs(
	struct markup *markup, const struct page *page, const struct runs *runs)
{
	for (size_t i = 0; i < runs->count; i++)
		page_put_name(markup, page, runs->items[i].language,
			runs->items[i].text);
}

struct markup *page_begin_main(struct buf *out)
{
	struct markup *markup = markup_new_html(out, 2);

	markup_block(markup, "main");
	markup_attribute(markup, "id", "content");
	return markup;
}

struct markup *page_resume_main(struct buf *out)
{
	struct markup *markup = markup_new_html(out, 2);

	markup_resume(markup, "main");
	return markup;
}

void page_put_script(struct markup *markup)
{
	markup_element(markup, "script", page_script);
}

static struct words publisher_name(const struct page *page)
{
	return publisher_choose(
		page->publisher, &page->publisher->names, page->language);
}

static struct words series_title(const struct page *page)
{
	return publisher_choose(
		page->publisher, &page->series->titles, page->language);
}

const char *page_put_title(struct buf *out, const struct page *page)
{
	struct words title;

	if (page->meeting != NULL)
		return view_put_marked_title(out, page->meeting->view);
	title = page->series    ? series_title(page)
		: page->subject ? page->subject->name
				: publisher_name(page);
	buf_puts(out, title.text);
	return title.language;
}

/* What search engines show under the title. */
static const char *description_of(const struct page *page)
{
	const struct wordings *wordings = page->series
		? &page->series->summaries
		: &page->publisher->descriptions;
	const char *text = wordings_in(wordings, page->language).text;

	if (page->meeting != NULL && page->meeting->view->summary.text != NULL)
		return page->meeting->view->summary.text;
	return text ? text : page_phrase(page, "feed.description");
}

static void put_title(struct markup *markup, const struct page *page)
{
	struct buf title = BUF_INIT;
	struct words name = publisher_name(page);

	page_put_title(&title, page);
	if (page->series != NULL || page->subject != NULL)
		buf_printf(&title, " – %s", name.text);
	markup_element(markup, "title", title.bytes);
	buf_release(&title);
}

static void put_meta(
	struct markup *markup, const char *name, const char *content)
{
	markup_block(markup, "meta");
	markup_attribute(markup, "name", name);
	markup_attribute(markup, "content", content);
	markup_end(markup);
}

static void put_link(struct markup *markup, const char *relation,
	const char *type, const char *language, const char *href)
{
	markup_block(markup, "link");
	markup_attribute(markup, "rel", relation);
	markup_attribute(markup, "type", type);
	markup_attribute(markup, "hreflang", language);
	markup_attribute(markup, "href", href);
	markup_end(markup);
}

/* A feed of this page, for programs that look for one; NULL is none. */
static void put_feed_link(struct markup *markup, const struct page *page,
	const char *type, const char *path, const char *title_key)
{
	struct buf address = BUF_INIT;

	if (path == NULL)
		return;
	page_put_address(&address, page, path);
	markup_block(markup, "link");
	markup_attribute(markup, "rel", "alternate");
	markup_attribute(markup, "type", type);
	markup_attribute(markup, "title", page_phrase(page, title_key));
	markup_attribute(markup, "href", address.bytes);
	markup_end(markup);
	buf_release(&address);
}

static void put_feed_links(struct markup *markup, const struct page *page)
{
	if (page->meeting != NULL)
		put_feed_link(markup, page, "text/calendar",
			page->meeting->calendar, "page.event-file");
	put_feed_link(
		markup, page, "text/calendar", page->calendar, "feed.calendar");
	put_feed_link(markup, page, "application/atom+xml", page->releases,
		"feed.releases");
	put_feed_link(markup, page, "application/atom+xml", page->changes,
		"feed.changes");
	put_feed_link(markup, page, "application/feed+json", page->json,
		"feed.releases");
}

/* The page that all languages share has no translation. */
static bool is_of_all_languages(const struct page *page)
{
	return strchr(page->path, '/') == NULL;
}

static void put_alternates(struct markup *markup, const struct page *page)
{
	const struct publisher *publisher = page->publisher;

	for (size_t i = 0; i < publisher->language_count; i++) {
		const char *language = publisher->languages[i];
		struct buf address = BUF_INIT;

		buf_printf(&address, "%s%s/%s", publisher->base, language,
			page->rest);
		put_link(markup, "alternate", NULL, language, address.bytes);
		buf_release(&address);
	}
}

static void put_translations(struct markup *markup, const struct page *page)
{
	struct buf address = BUF_INIT;

	page_put_address(&address, page, page->path);
	if (!page->is_anywhere)
		put_link(markup, "canonical", NULL, NULL, address.bytes);
	buf_release(&address);
	if (!is_of_all_languages(page))
		put_alternates(markup, page);
}

/* First of all: how to read the rest, and what may be fetched. */
static void put_policy(struct markup *markup)
{
	markup_block(markup, "meta");
	markup_attribute(markup, "charset", "UTF-8");
	markup_end(markup);
	markup_block(markup, "meta");
	markup_attribute(markup, "http-equiv", "Content-Security-Policy");
	markup_attribute(markup, "content", policy);
	markup_end(markup);
	put_meta(markup, "viewport", "width=device-width, initial-scale=1");
	put_meta(markup, "color-scheme", "light dark");
}

static void put_stylesheet(struct markup *markup, const struct page *page)
{
	markup_block(markup, "link");
	markup_attribute(markup, "rel", "stylesheet");
	page_put_href(markup, page, "style.css");
	markup_end(markup);
}

static void put_document_head(struct markup *markup, const struct page *page)
{
	markup_block(markup, "head");
	put_policy(markup);
	put_meta(markup, "generator", "dialogue-feeds");
	put_title(markup, page);
	put_meta(markup, "description", description_of(page));
	put_link(markup, "icon", NULL, NULL, icon);
	put_stylesheet(markup, page);
	put_translations(markup, page);
	put_feed_links(markup, page);
	markup_end(markup);
}

/* How long "https://example.org" is at the start of an address. */
static size_t origin_length(const char *address)
{
	const char *host = strstr(address, "://");

	return host == NULL
		? 0
		: (size_t)(host + 3 - address) + strcspn(host + 3, "/");
}

/* One that is fetched from elsewhere would tell who reads the page. */
static void put_logo(struct markup *markup, const struct page *page)
{
	const struct publisher *publisher = page->publisher;
	size_t length = origin_length(publisher->base);

	if (publisher->logo == NULL ||
		origin_length(publisher->logo) != length ||
		strncmp(publisher->logo, publisher->base, length) != 0)
		return;
	markup_inline(markup, "img");
	markup_attribute(markup, "src", publisher->logo);
	markup_attribute(markup, "alt", "");
	markup_end(markup);
}

/* The way back: the site, then the series. */
static void put_trail(struct markup *markup, const struct page *page)
{
	struct words name = publisher_name(page);
	struct buf path = BUF_INIT;

	page_open(markup, "p", "trail");
	put_logo(markup, page);
	markup_inline(markup, "a");
	buf_printf(&path, "%s/index.html", page->language);
	page_put_href(markup, page, path.bytes);
	page_put_name(markup, page, name.language, name.text);
	markup_end(markup);
	if (page->meeting != NULL || page->archive != NULL) {
		struct words title = series_title(page);

		markup_text(markup, " › ");
		markup_inline(markup, "a");
		buf_cut(&path, 0);
		buf_printf(&path, "%s/%s/index.html", page->language,
			page->series->folder);
		page_put_href(markup, page, path.bytes);
		page_put_name(markup, page, title.language, title.text);
		markup_end(markup);
	}
	markup_end(markup);
	buf_release(&path);
}

/* Each language by its own name. */
static void put_language_link(
	struct markup *markup, const struct page *page, const char *language)
{
	struct words name = language_self_name(page->publisher, language);
	struct buf path = BUF_INIT;
	bool is_this = !is_of_all_languages(page) &&
		strcmp(language, page->language) == 0;

	buf_printf(&path, "%s/%s", language,
		is_of_all_languages(page) ? "index.html" : page->rest);
	markup_block(markup, "li");
	markup_inline(markup, "a");
	page_put_href(markup, page, path.bytes);
	markup_attribute(markup, "hreflang", language);
	page_put_language(markup, page, name.language);
	if (is_this)
		markup_attribute(markup, "aria-current", "page");
	markup_text(markup, name.text);
	markup_end(markup);
	markup_end(markup);
	buf_release(&path);
}

static void put_languages(struct markup *markup, const struct page *page)
{
	const struct publisher *publisher = page->publisher;

	if (publisher->language_count < 2)
		return;
	page_open(markup, "nav", "languages");
	markup_attribute(
		markup, "aria-label", page_phrase(page, "page.languages"));
	markup_block(markup, "ul");
	for (size_t i = 0; i < publisher->language_count; i++)
		put_language_link(markup, page, publisher->languages[i]);
	markup_end(markup);
	markup_end(markup);
}

static struct markup *open_document(struct buf *out, const struct page *page)
{
	struct markup *markup = markup_new_html(out, 0);

	markup_doctype(markup);
	markup_block(markup, "html");
	markup_attribute(markup, "xmlns", "http://www.w3.org/1999/xhtml");
	markup_attribute(markup, "lang", page->language);
	markup_attribute(markup, "xml:lang", page->language);
	markup_attribute(markup, "dir", direction_of(page->language));
	return markup;
}

struct markup *page_begin_frame(struct buf *out, const struct page *page)
{
	struct markup *markup = open_document(out, page);
	struct page framed = *page;

	/* It knows where it stands itself. */
	framed.is_anywhere = false;
	markup_block(markup, "head");
	put_policy(markup);
	markup_block(markup, "base");
	markup_attribute(markup, "target", "_top");
	markup_end(markup);
	put_title(markup, page);
	put_stylesheet(markup, &framed);
	markup_end(markup);
	page_open(markup, "body", "embed");
	markup_block(markup, "main");
	return markup;
}

void page_put_head(struct buf *out, const struct page *page)
{
	struct markup *markup = open_document(out, page);

	put_document_head(markup, page);
	markup_block(markup, "body");
	page_open(markup, "a", "skip");
	markup_attribute(markup, "href", "#content");
	page_end_phrase(markup, page, "page.skip");
	markup_block(markup, "header");
	if (page->series != NULL || page->subject != NULL || page->is_anywhere)
		put_trail(markup, page);
	else
		put_logo(markup, page);
	if (!is_of_all_languages(page))
		put_languages(markup, page);
	markup_end(markup);
	markup_free(markup);
}

static void put_foot_link(struct markup *markup, const struct page *page,
	const char *href, struct words label)
{
	if (href == NULL)
		return;
	markup_block(markup, "li");
	markup_inline(markup, "a");
	markup_attribute(markup, "href", href);
	page_put_language(markup, page, label.language);
	markup_text(markup, label.text);
	markup_end(markup);
	markup_end(markup);
}

static struct words phrase(const struct page *page, const char *key)
{
	return publisher_words(page->publisher, page->language, key);
}

static void put_foot_links(struct markup *markup, const struct page *page)
{
	const struct publisher *publisher = page->publisher;

	if (publisher->contact == NULL && publisher->licence == NULL &&
		publisher->foot_link_count == 0)
		return;
	markup_block(markup, "ul");
	put_foot_link(
		markup, page, publisher->contact, phrase(page, "page.contact"));
	for (size_t i = 0; i < publisher->foot_link_count; i++)
		put_foot_link(markup, page, publisher->foot_links[i].href,
			publisher_choose(publisher,
				&publisher->foot_links[i].labels,
				page->language));
	put_foot_link(
		markup, page, publisher->licence, phrase(page, "page.licence"));
	markup_end(markup);
}

void page_put_tail(struct buf *out, const struct page *page)
{
	const struct publisher *publisher = page->publisher;
	struct markup *markup = markup_new_html(out, 0);
	struct words name = publisher_name(page);
	struct buf address = BUF_INIT;

	markup_resume(markup, "html");
	markup_resume(markup, "body");
	markup_block(markup, "footer");
	markup_block(markup, "p");
	page_put_name(markup, page, name.language, name.text);
	markup_end(markup);
	page_put_words(markup, page, "p",
		wordings_in(&publisher->rights, page->language));
	put_foot_links(markup, page);
	page_put_address(&address, page, page->path);
	page_open(markup, "p", "address");
	markup_text(markup, address.bytes);
	markup_end(markup);
	buf_release(&address);
	markup_end(markup);
	markup_end(markup);
	markup_end(markup);
	markup_free(markup);
}
