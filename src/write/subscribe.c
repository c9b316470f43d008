#include "write/subscribe.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include "model/fill.h"
#include "write/page.h"
#include "write/qr.h"
#include "base/banned.h"

/*
 * Where the vendors take the address of a calendar, in the order of the
 * buttons.  {webcal} and {https} are addresses, {name} is that of the
 * calendar; all but the first are percent-encoded.
 */
static const struct vendor {
	const char *phrase, *pattern;
} vendors[] = {
	{"page.calendar-program", "{webcal-plain}"},
	{"page.google",
		"https://calendar.google.com/calendar/u/0/r?cid={webcal}"},
	{"page.outlook",
		"https://outlook.live.com/calendar/0/addfromweb/"
		"?url={https}&name={name}"},
	{"page.microsoft",
		"https://outlook.office.com/calendar/0/addfromweb/"
		"?url={https}&name={name}"},
};

/* RFC 3986, 2.3: all but unreserved characters. */
static void put_encoded(struct buf *out, const char *text)
{
	for (; *text != '\0'; text++) {
		unsigned char byte = (unsigned char)*text;

		if (byte < 0x80 && (isalnum(byte) || strchr("-._~", byte)))
			buf_putc(out, *text);
		else
			buf_printf(out, "%%%02X", byte);
	}
}

/* The address with another scheme. */
static void put_webcal(struct buf *out, const char *address)
{
	buf_printf(out, "webcal%s", strchr(address, ':'));
}

static void put_button(struct markup *markup, const struct page *page,
	const struct vendor *vendor, const char *address, const char *title)
{
	struct buf plain = BUF_INIT, webcal = BUF_INIT, https = BUF_INIT;
	struct buf name = BUF_INIT, href = BUF_INIT;

	put_webcal(&plain, address);
	put_encoded(&webcal, plain.bytes);
	put_encoded(&https, address);
	put_encoded(&name, title);
	fill(&href, vendor->pattern,
		(const struct filling[]){{"webcal-plain", plain.bytes},
			{"webcal", webcal.bytes}, {"https", https.bytes},
			{"name", name.bytes}, {NULL}});
	markup_block(markup, "li");
	markup_inline(markup, "a");
	markup_attribute(markup, "class", "button");
	markup_attribute(markup, "href", href.bytes);
	page_end_phrase(markup, page, vendor->phrase);
	markup_end(markup);
	buf_release(&href);
	buf_release(&name);
	buf_release(&https);
	buf_release(&webcal);
	buf_release(&plain);
}

/*
 * A field to copy an address from.  Nothing is needed but to select it; the
 * button is there for those whose browser runs the script.
 */
static void put_field(struct markup *markup, const struct page *page,
	const char *id, const char *label_key, const char *address)
{
	page_open(markup, "p", "field");
	markup_inline(markup, "label");
	markup_attribute(markup, "for", id);
	page_end_phrase(markup, page, label_key);
	markup_block(markup, "input");
	markup_attribute(markup, "id", id);
	markup_attribute(markup, "type", "url");
	markup_attribute(markup, "dir", "ltr");
	markup_attribute(markup, "readonly", "readonly");
	markup_attribute(markup, "value", address);
	markup_end(markup);
	page_open(markup, "button", "copy");
	markup_attribute(markup, "type", "button");
	markup_attribute(markup, "hidden", "hidden");
	markup_attribute(markup, "data-done", page_phrase(page, "page.copied"));
	page_end_phrase(markup, page, "page.copy-button");
	markup_end(markup);
}

static void put_download(struct markup *markup, const struct page *page,
	const char *path, const char *key)
{
	markup_block(markup, "p");
	markup_inline(markup, "a");
	page_put_href(markup, page, path);
	markup_attribute(markup, "download", "download");
	page_end_phrase(markup, page, key);
	markup_end(markup);
}

/* Behind the sentences before it. */
static void add_sentence(
	struct buf *line, const struct page *page, const char *sentence)
{
	if (line->length > 0)
		buf_puts(line, publisher_gap(page->publisher, page->language));
	buf_puts(line, sentence);
}

/* The calendar of a series has all meetings, others those of a while. */
static void add_window(struct buf *line, const struct page *page)
{
	const struct window *window = &page->publisher->window;
	int months = window->months + window->days / 30;

	if (page->series == NULL && months > 0)
		fill(line, page_phrase(page, "page.window"),
			(const struct filling[]){
				{"months", .number = months, .digits = 1},
				{NULL}});
}

/* What stands in the calendar, and how long. */
static void put_content(struct markup *markup, const struct page *page)
{
	struct buf line = BUF_INIT;

	markup_block(markup, "p");
	add_window(&line, page);
	add_sentence(&line, page, page_phrase(page, "page.cancelled"));
	if (!page->publisher->cancelled_visible)
		add_sentence(&line, page,
			page_phrase(page, "page.cancelled-hidden"));
	page_end_line(markup, page, &line);
}

static void put_calendar(struct markup *markup, const struct page *page)
{
	struct buf address = BUF_INIT, title = BUF_INIT;

	page_put_address(&address, page, page->calendar);
	page_put_title(&title, page);
	page_open(markup, "ul", "buttons");
	for (size_t i = 0; i < sizeof(vendors) / sizeof(*vendors); i++)
		put_button(
			markup, page, &vendors[i], address.bytes, title.bytes);
	markup_end(markup);
	put_field(markup, page, "calendar", "page.address", address.bytes);
	page_put_phrase(markup, page, "p", "page.copy");
	put_download(markup, page, page->calendar, "page.download");
	page_put_phrase(markup, page, "p", "page.refresh");
	put_content(markup, page);
	buf_release(&title);
	buf_release(&address);
}

static void put_link(struct markup *markup, const struct page *page,
	const char *path, const char *key)
{
	if (path == NULL)
		return;
	markup_block(markup, "li");
	markup_inline(markup, "a");
	page_put_href(markup, page, path);
	markup_text(markup, page_phrase(page, key));
	markup_end(markup);
	markup_end(markup);
}

static void put_news(struct markup *markup, const struct page *page)
{
	struct buf address = BUF_INIT;

	page_put_phrase(markup, page, "h3", "page.news");
	if (page->releases != NULL) {
		page_put_phrase(markup, page, "p", "page.news-hint");
		page_put_address(&address, page, page->releases);
		put_field(markup, page, "news", "feed.releases", address.bytes);
	}
	if (page->changes != NULL || page->opml != NULL) {
		markup_block(markup, "ul");
		put_link(markup, page, page->changes, "page.changes");
		put_link(markup, page, page->opml, "page.opml");
		markup_end(markup);
	}
	buf_release(&address);
}

static void put_code(struct markup *markup, const struct page *page)
{
	struct buf address = BUF_INIT;

	page_put_address(&address, page, page->path);
	qr_put(markup, address.bytes, page_phrase(page, "page.qr"));
	buf_release(&address);
}

static bool has_feeds(const struct page *page)
{
	return page->calendar != NULL || page->releases != NULL;
}

static bool is_of_site(const struct page *page)
{
	return page->series == NULL && page->subject == NULL;
}

/*
 * The end of the open element: the page of one thing says what it is about, the
 * site has all of them.
 */
static void end_words(struct markup *markup, const struct page *page)
{
	page_end_phrase(markup, page,
		is_of_site(page) ? "page.subscribe-all" : "subscribe");
}

void subscribe_put_link(struct markup *markup, const struct page *page)
{
	if (!has_feeds(page))
		return;
	page_open(markup, "p", "to-subscribe");
	page_open_inline(markup, "a", "button");
	markup_attribute(markup, "href", "#subscribe");
	end_words(markup, page);
	markup_end(markup);
}

void subscribe_put(struct markup *markup, const struct page *page)
{
	if (!has_feeds(page))
		return;
	markup_block(markup, "details");
	/* On the page of the site, it stands in front of all series. */
	if (!is_of_site(page))
		markup_attribute(markup, "open", "open");
	markup_block(markup, "summary");
	markup_inline(markup, "h2");
	end_words(markup, page);
	markup_end(markup);
	/* Browsers open what a link leads into. */
	markup_block(markup, "div");
	markup_attribute(markup, "id", "subscribe");
	if (page->calendar != NULL)
		put_calendar(markup, page);
	put_news(markup, page);
	/* It is about all series. */
	if (page->table != NULL && is_of_site(page))
		put_download(markup, page, page->table, "page.table");
	put_code(markup, page);
	markup_end(markup);
	markup_end(markup);
}
