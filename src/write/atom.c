#include <string.h>
#include "base/pool.h"
#include "write/dates.h"
#include "write/describe.h"
#include "write/markup.h"
#include "write/names.h"
#include "write/writer.h"
#include "write/xhtml.h"
#include "base/banned.h"

static void put_instant(struct markup *markup, const char *name, instant at)
{
	struct buf text = BUF_INIT;

	instant_put_rfc3339(&text, at);
	markup_element(markup, name, text.bytes);
	buf_release(&text);
}

/* RFC 4287, 3.2: a person is a name and where to find them. */
static void put_person(
	struct markup *markup, const char *name, const char *address)
{
	markup_block(markup, "author");
	markup_element(markup, "name", name);
	if (address != NULL && strncmp(address, "mailto:", 7) == 0)
		markup_element(markup, "email", address + 7);
	else if (address != NULL)
		markup_element(markup, "uri", address);
	markup_end(markup);
}

static void put_publisher(struct markup *markup,
	const struct publisher *publisher, const char *language)
{
	put_person(markup,
		publisher_choose(publisher, &publisher->names, language).text,
		publisher->contact ? publisher->contact : publisher->base);
}

/* Readers do not pass the feed's author on, so every entry has one. */
static void put_author(struct markup *markup, const struct view *view)
{
	if (view->credit != NULL)
		put_person(markup, view->credit->publisher, view->credit->href);
	else
		put_publisher(markup, view->publisher, view->language);
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

/* The page of a release in one text, or NULL. */
static const char *page_in(const struct text *text, const char *id)
{
	const struct release_words *words =
		text ? text_release(text, id) : NULL;

	return words ? words->href : NULL;
}

/* The text whose page readers are sent to: the one shown, or the next. */
static const struct text *leading_text(const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	const char *id = fragment->release->id;

	if (page_in(view->shown, id) != NULL)
		return view->shown;
	for (size_t i = 0; i < view->event->text_count; i++)
		if (page_in(view->event->texts[i], id) != NULL)
			return view->event->texts[i];
	return NULL;
}

/*
 * RFC 4287, 4.2.7: the official pages.  Some readers take the first
 * alternate and some the last, so that one page stands first with hreflang
 * and last without.
 */
static void put_pages(struct markup *markup, const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	const char *id = fragment->release->id;
	const struct text *leading = leading_text(fragment);
	const char *page = page_in(leading, id);

	if (page != NULL)
		put_link(markup, "alternate", "text/html", leading->language,
			page);
	for (size_t i = 0; i < view->event->text_count; i++) {
		const struct text *text = view->event->texts[i];

		if (text != leading && page_in(text, id) != NULL)
			put_link(markup, "alternate", "text/html",
				text->language, page_in(text, id));
	}
	if (page != NULL)
		put_link(markup, "alternate", "text/html", NULL, page);
	if (view->credit != NULL && view->credit->href != NULL &&
		(page == NULL || strcmp(page, view->credit->href) != 0))
		put_link(markup, "via", "text/html", NULL, view->credit->href);
}

/* RFC 4287, 4.2.2: subjects and the kind of translation. */
static void put_categories(struct markup *markup, const struct view *view)
{
	const struct event *event = view->event;
	struct buf key = BUF_INIT;

	for (size_t i = 0; i < event->topic_count; i++) {
		markup_block(markup, "category");
		markup_attribute(markup, "term", event->topics[i]->term);
		markup_attribute(markup, "label",
			publisher_choose(view->publisher,
				&event->topics[i]->labels, view->language)
				.text);
		markup_end(markup);
	}
	if (view->shown != NULL) {
		buf_printf(&key, "kind.%s", view->shown->kind);
		markup_block(markup, "category");
		markup_attribute(markup, "term", view->shown->kind);
		markup_attribute(markup, "label", view_phrase(view, key.bytes));
		markup_end(markup);
	}
	buf_release(&key);
}

/* What, where and when, in the feed's language as far as it goes. */
static void put_sentence(struct buf *out, const struct view *view)
{
	const char *separator = view_phrase(view, "list-separator");
	struct buf place = BUF_INIT;
	const char *language;

	view_put_marked_title(out, view);
	view_put_place(&place, view, &language);
	if (place.length > 0)
		buf_printf(out, "%s%s", separator, place.bytes);
	/* What is postponed has no date. */
	if (view->event->sitting_count > 0 &&
		view->event->status != STATUS_POSTPONED) {
		buf_puts(out, separator);
		dates_put_sitting(out, view->publisher, view->language,
			&view->event->sittings[0]);
	}
	buf_release(&place);
}

static int ends_with(const char *text, const char *end)
{
	size_t length = strlen(text), end_length = strlen(end);

	return length >= end_length &&
		strcmp(text + length - end_length, end) == 0;
}

/* The notice, then one sentence. */
static void put_summary(struct markup *markup, const struct view *view)
{
	const char *stop = view_phrase(view, "sentence-end");
	struct words notice = view_notice(view);
	const char *language = view->language;
	struct buf text = BUF_INIT;

	if (notice.text != NULL)
		buf_printf(&text, "%s%s ", notice.text,
			ends_with(notice.text, stop) ? "" : stop);
	if (view->summary.text != NULL) {
		buf_puts(&text, view->summary.text);
		language = view->summary.language;
	} else {
		put_sentence(&text, view);
	}
	/* Words of two languages are marked as the feed is. */
	if (notice.text != NULL && strcmp(notice.language, language) != 0)
		language = view->language;
	markup_block(markup, "summary");
	if (strcmp(language, view->language) != 0)
		markup_attribute(markup, "xml:lang", language);
	markup_text(markup, text.bytes);
	markup_end(markup);
	buf_release(&text);
}

/* An event that the release covers besides its own, under its title. */
static void put_other_event(
	struct markup *markup, struct pool *pool, const struct view *view)
{
	struct description facts = describe_facts(pool, view, NULL);
	struct buf title = BUF_INIT;

	view_put_title(&title, view);
	markup_block(markup, "h2");
	xhtml_put_language(markup, view, view->title.language);
	markup_text(markup, title.bytes);
	markup_end(markup);
	xhtml_put_description(markup, view, &facts);
	buf_release(&title);
}

static void put_withdrawn(struct markup *markup, const struct view *view)
{
	markup_block(markup, "p");
	markup_text(markup, view_phrase(view, "status.withdrawn"));
	markup_end(markup);
}

static void put_body(struct markup *markup, const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	struct release_view release = view_release(view, fragment->release->id);
	struct pool pool = POOL_INIT;
	struct description part = describe_notes(&pool, view);

	xhtml_put_description(markup, view, &part);
	if (release.words != NULL && release.words->body != NULL)
		xhtml_put_prose(
			markup, view, release.words->body, release.language);
	part = describe_facts(&pool, view, NULL);
	xhtml_put_description(markup, view, &part);
	for (size_t i = 0; i < fragment->also_count; i++)
		put_other_event(markup, &pool, fragment->also[i]);
	part = describe_corrections(&pool, view, fragment->release);
	xhtml_put_description(markup, view, &part);
	pool_release(&pool);
}

/* RFC 4287, 4.1.3: one div, in the feed's language. */
static void put_content(struct markup *markup, const struct fragment *fragment)
{
	const struct view *view = fragment->view;

	markup_block(markup, "content");
	markup_attribute(markup, "type", "xhtml");
	markup_block(markup, "div");
	markup_attribute(markup, "xmlns", "http://www.w3.org/1999/xhtml");
	markup_attribute(markup, "lang", view->language);
	markup_attribute(markup, "xml:lang", view->language);
	markup_attribute(markup, "dir", xhtml_direction(view->language));
	if (fragment->release->status == RELEASE_WITHDRAWN)
		put_withdrawn(markup, view);
	else
		put_body(markup, fragment);
	markup_end(markup);
	markup_end(markup);
}

static void put_title(struct markup *markup, const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	struct buf title = BUF_INIT;

	fragment_put_entry_title(&title, fragment);
	markup_block(markup, "title");
	if (view->title.language != NULL &&
		strcmp(view->title.language, view->language) != 0)
		markup_attribute(markup, "xml:lang", view->title.language);
	markup_text(markup, title.bytes);
	markup_end(markup);
	buf_release(&title);
}

/* RFC 4287, 4.1.2. */
static void put_entry(struct buf *out, const struct fragment *fragment)
{
	struct markup *markup = markup_new(out, 1);
	struct buf id = BUF_INIT;

	fragment_put_entry_id(&id, fragment);
	markup_block(markup, "entry");
	markup_attribute(markup, "xml:lang", fragment->view->language);
	markup_element(markup, "id", id.bytes);
	put_title(markup, fragment);
	put_author(markup, fragment->view);
	put_instant(markup, "published", fragment->published);
	put_instant(markup, "updated", fragment->updated);
	put_pages(markup, fragment);
	put_categories(markup, fragment->view);
	if (fragment->release->status != RELEASE_WITHDRAWN)
		put_summary(markup, fragment->view);
	put_content(markup, fragment);
	markup_end(markup);
	markup_free(markup);
	buf_release(&id);
}

static void put_feed_link(struct markup *markup, const struct feed *feed,
	const char *relation, const char *path)
{
	struct buf address = BUF_INIT;

	if (path == NULL)
		return;
	names_put_address(&address, feed->publisher, path);
	put_link(markup, relation, "application/atom+xml", feed->language,
		address.bytes);
	buf_release(&address);
}

/* RFC 4287, 4.2.7, and RFC 5005, 4, for archives. */
static void put_feed_links(struct markup *markup, const struct feed *feed)
{
	const struct publisher *publisher = feed->publisher;

	put_feed_link(markup, feed, "self", feed->path);
	put_feed_link(markup, feed, "current", feed->current);
	put_feed_link(markup, feed, "prev-archive", feed->previous);
	put_feed_link(markup, feed, "next-archive", feed->next);
	if (publisher->licence != NULL)
		put_link(markup, "license", "text/html", NULL,
			publisher->licence);
	if (publisher->hub != NULL)
		put_link(markup, "hub", NULL, NULL, publisher->hub);
}

/* The newest of its entries: never the moment of the build. */
static instant feed_updated(const struct feed *feed)
{
	instant updated = feed->fragments[0]->updated;

	for (size_t i = 1; i < feed->fragment_count; i++)
		if (feed->fragments[i]->updated > updated)
			updated = feed->fragments[i]->updated;
	return updated;
}

static void put_metadata(struct markup *markup, const struct feed *feed)
{
	const struct publisher *publisher = feed->publisher;
	struct words rights = wordings_in(&publisher->rights, feed->language);
	struct buf text = BUF_INIT;

	names_put_id(&text, feed);
	markup_element(markup, "id", text.bytes);
	buf_cut(&text, 0);
	names_put_title(&text, feed);
	markup_element(markup, "title", text.bytes);
	buf_cut(&text, 0);
	names_put_description(&text, feed);
	markup_element(markup, "subtitle", text.bytes);
	put_instant(markup, "updated", feed_updated(feed));
	put_publisher(markup, publisher, feed->language);
	put_feed_links(markup, feed);
	markup_element(markup, "generator", "dialogue-feeds");
	if (publisher->logo != NULL)
		markup_element(markup, "logo", publisher->logo);
	if (rights.text != NULL)
		markup_element(markup, "rights", rights.text);
	buf_release(&text);
}

static void put_head(struct buf *out, const struct feed *feed)
{
	struct markup *markup;

	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	markup = markup_new(out, 0);
	markup_block(markup, "feed");
	markup_attribute(markup, "xmlns", "http://www.w3.org/2005/Atom");
	if (feed->period == PERIOD_YEAR)
		markup_attribute(markup, "xmlns:fh",
			"http://purl.org/syndication/history/1.0");
	markup_attribute(markup, "xml:lang", feed->language);
	put_metadata(markup, feed);
	if (feed->period == PERIOD_YEAR) {
		markup_block(markup, "fh:archive");
		markup_end(markup);
	}
	markup_free(markup);
	buf_putc(out, '\n');
}

static void put_tail(struct buf *out, const struct feed *feed)
{
	(void)feed;
	buf_puts(out, "</feed>\n");
}

const struct writer atom_writer = {put_entry, put_head, put_tail};
