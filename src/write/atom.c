#include "write/atom.h"

#include <stdbool.h>
#include <string.h>
#include "write/entry.h"
#include "write/feed_title.h"
#include "write/writer.h"
#include "base/banned.h"

void atom_put_instant(struct markup *markup, const char *name, instant at)
{
	struct buf text = BUF_INIT;

	instant_put_rfc3339(&text, at);
	markup_element(markup, name, text.bytes);
	buf_release(&text);
}

/* RFC 4287, 3.2.3: the mailbox without what a letter to it begins with. */
static void put_email(struct markup *markup, const char *mailbox)
{
	struct buf text = BUF_INIT;

	buf_put(&text, mailbox, strcspn(mailbox, "?"));
	markup_element(markup, "email", text.bytes);
	buf_release(&text);
}

/* RFC 4287, 3.2: a person is a name and where to find them. */
static void put_person(
	struct markup *markup, const char *name, const char *address)
{
	markup_block(markup, "author");
	markup_element(markup, "name", name);
	if (address != NULL && strncmp(address, "mailto:", 7) == 0)
		put_email(markup, address + 7);
	else if (address != NULL)
		markup_element(markup, "uri", address);
	markup_end(markup);
}

void atom_put_publisher(struct markup *markup,
	const struct publisher *publisher, const char *language)
{
	put_person(markup,
		publisher_choose(publisher, &publisher->names, language).text,
		publisher->contact ? publisher->contact : publisher->base);
}

void atom_put_author(struct markup *markup, const struct view *view)
{
	if (view->credit != NULL)
		put_person(markup, view->credit->publisher, view->credit->href);
	else
		atom_put_publisher(markup, view->publisher, view->language);
}

void atom_put_link(struct markup *markup, const struct atom_link *link)
{
	markup_block(markup, "link");
	markup_attribute(markup, "rel", link->relation);
	markup_attribute(markup, "type", link->type);
	markup_attribute(markup, "hreflang", link->language);
	markup_attribute(markup, "title", link->title);
	markup_attribute(markup, "href", link->href);
	markup_end(markup);
}

void atom_put_category(struct markup *markup, const struct view *view,
	const char *scheme, const char *term, struct words label)
{
	struct buf tag = BUF_INIT;

	buf_printf(&tag, "tag:%s:%s", view->publisher->authority, scheme);
	markup_block(markup, "category");
	markup_attribute(markup, "term", term);
	markup_attribute(markup, "scheme", tag.bytes);
	markup_attribute(markup, "label", label.text);
	if (strcmp(label.language, view->language) != 0)
		markup_attribute(markup, "xml:lang", label.language);
	markup_end(markup);
	buf_release(&tag);
}

void atom_put_topics(struct markup *markup, const struct view *view)
{
	const struct event *event = view->event;

	for (size_t i = 0; i < event->topic_count; i++)
		atom_put_category(markup, view, "topic", event->topics[i]->term,
			publisher_choose(view->publisher,
				&event->topics[i]->labels, view->language));
}

static void put_feed_link(struct markup *markup, const struct feed *feed,
	struct atom_link link, const char *path)
{
	struct buf address = BUF_INIT;

	if (path == NULL)
		return;
	publisher_put_address(&address, feed->publisher, path);
	link.href = address.bytes;
	atom_put_link(markup, &link);
	buf_release(&address);
}

static void put_document(struct markup *markup, const struct feed *feed,
	const char *relation, const char *path)
{
	put_feed_link(markup, feed,
		(struct atom_link){relation, "application/atom+xml",
			feed->language, NULL, NULL},
		path);
}

/* The same in other languages, and as a calendar. */
static void put_siblings(struct markup *markup, const struct feed *feed)
{
	struct buf title = BUF_INIT;

	for (size_t i = 0; i < feed->sibling_count; i++) {
		const struct feed *sibling = feed->siblings[i];

		buf_cut(&title, 0);
		feed_title_put(&title, sibling);
		put_feed_link(markup, feed,
			(struct atom_link){"related", "application/atom+xml",
				sibling->language, title.bytes, NULL},
			sibling->path);
	}
	put_feed_link(markup, feed,
		(struct atom_link){
			"related", "text/calendar", feed->language, NULL, NULL},
		feed->calendar);
	buf_release(&title);
}

/* RFC 4287, 4.2.7, and RFC 5005, 4, for archives. */
static void put_feed_links(struct markup *markup, const struct feed *feed)
{
	const struct publisher *publisher = feed->publisher;
	struct buf home = BUF_INIT;

	feed_title_put_home(&home, feed);
	put_document(markup, feed, "self", feed->address);
	atom_put_link(markup,
		&(struct atom_link){
			"alternate", "text/html", NULL, NULL, home.bytes});
	buf_release(&home);
	put_document(markup, feed, "current", feed->current);
	put_document(markup, feed, "prev-archive", feed->previous);
	put_document(markup, feed, "next-archive", feed->next);
	put_siblings(markup, feed);
	if (publisher->licence != NULL)
		atom_put_link(markup,
			&(struct atom_link){"license", "text/html", NULL, NULL,
				publisher->licence});
	if (publisher->hub != NULL)
		atom_put_link(markup,
			&(struct atom_link){
				"hub", NULL, NULL, NULL, publisher->hub});
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
	const char *language;

	feed_title_put_id(&text, feed);
	markup_element(markup, "id", text.bytes);
	buf_cut(&text, 0);
	feed_title_put(&text, feed);
	markup_element(markup, "title", text.bytes);
	buf_cut(&text, 0);
	language = feed_title_put_description(&text, feed);
	markup_block(markup, "subtitle");
	if (strcmp(language, feed->language) != 0)
		markup_attribute(markup, "xml:lang", language);
	markup_text(markup, text.bytes);
	markup_end(markup);
	atom_put_instant(markup, "updated", feed_updated(feed));
	atom_put_publisher(markup, publisher, feed->language);
	put_feed_links(markup, feed);
	markup_element(markup, "generator", "dialogue-feeds");
	if (publisher->logo != NULL)
		markup_element(markup, "logo", publisher->logo);
	if (rights.text != NULL)
		markup_element(markup, "rights", rights.text);
	buf_release(&text);
}

static bool has_tombstone(const struct feed *feed)
{
	return feed->fragments[0]->is_tombstone;
}

/*
 * RFC 5005, 4: what an archive holds does not change any more.  The newest one
 * still grows.
 */
static bool is_archive(const struct feed *feed)
{
	return feed->period == PERIOD_YEAR && feed->next != NULL;
}

static void put_head(struct buf *out, const struct feed *feed)
{
	struct markup *markup = markup_new_xml(out);

	markup_block(markup, "feed");
	markup_attribute(markup, "xmlns", "http://www.w3.org/2005/Atom");
	markup_attribute(markup, "xmlns:d", EXTENSION_NAMESPACE);
	if (has_tombstone(feed))
		markup_attribute(markup, "xmlns:at", TOMBSTONE_NAMESPACE);
	if (is_archive(feed))
		markup_attribute(markup, "xmlns:fh", HISTORY_NAMESPACE);
	markup_attribute(markup, "xml:lang", feed->language);
	put_metadata(markup, feed);
	if (is_archive(feed)) {
		markup_block(markup, "fh:archive");
		markup_end(markup);
	}
	markup_free(markup);
}

static void put_tail(struct buf *out, const struct feed *feed)
{
	struct markup *markup = markup_new(out, 0);

	(void)feed;
	markup_resume(markup, "feed");
	markup_end(markup);
	markup_free(markup);
}

static void put_release(struct buf *out, const struct fragment *fragment)
{
	if (fragment->is_tombstone)
		entry_put_tombstone(out, fragment);
	else
		entry_put_release(out, fragment);
}

static void put_change(struct buf *out, const struct fragment *fragment)
{
	if (fragment->is_tombstone)
		entry_put_tombstone(out, fragment);
	else
		entry_put_change(out, fragment);
}

const struct writer releases_writer = {put_release, put_head, put_tail, ""};
const struct writer changes_writer = {put_change, put_head, put_tail, ""};
