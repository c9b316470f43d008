#include "prove/atom.h"

#include <stdbool.h>
#include <string.h>
#include "prove/atomlines.h"
#include "prove/compare.h"
#include "prove/elements.h"
#include "prove/lines.h"
#include "prove/words.h"
#include "base/banned.h"

#define ATOM "http://www.w3.org/2005/Atom"
#define EXTENSION "urn:uuid:8f0d2f4e-6f5b-4d9c-9a55-2f0c1b7e3a10"
#define TOMBSTONE "http://purl.org/atompub/tombstones/1.0"
#define HISTORY "http://purl.org/syndication/history/1.0"
#define XHTML "http://www.w3.org/1999/xhtml"

static bool is_named(const struct element *element, const char *name)
{
	return strcmp(element->name, name) == 0;
}

/* How much of a part is compared line by line. */
enum extent { ONLY_NAME, ATTRIBUTES, ALL };

/*
 * Of an entry, summary and content hold more than a record says; so do the
 * names of a feed and, in its links, of other feeds.
 */
static enum extent extent_of(const struct element *part)
{
	bool is_in_feed = is_named(part->parent, "feed");

	if (is_named(part, "summary"))
		return ONLY_NAME;
	if (is_in_feed &&
		(is_named(part, "id") || is_named(part, "title") ||
			is_named(part, "subtitle")))
		return ONLY_NAME;
	if (is_named(part, "content") || (is_in_feed && is_named(part, "link")))
		return ATTRIBUTES;
	return ALL;
}

static void put_attributes(struct buf *out, const struct element *element)
{
	bool is_link = is_named(element, "link");

	for (size_t i = 0; i < element->attribute_count; i++) {
		const struct attribute *attribute = &element->attributes[i];

		if (!is_link || strcmp(attribute->name, "title") != 0)
			lines_attribute(out, attribute->name, attribute->value);
	}
}

static void put_part(struct buf *out, const struct element *part)
{
	enum extent extent = part->name != NULL ? extent_of(part) : ALL;

	if (extent == ALL) {
		lines_put_piece(out, part);
		return;
	}
	lines_begin(out, part->name);
	if (extent == ATTRIBUTES)
		put_attributes(out, part);
}

static void prove_lines(const struct element *root, const struct buf *expected,
	struct buf *problem)
{
	struct buf read = BUF_INIT;

	lines_begin(&read, root->name);
	put_attributes(&read, root);
	for (const struct element *part = root->first_child; part != NULL;
		part = part->next)
		put_part(&read, part);
	lines_compare(problem, read.bytes, expected->bytes);
	buf_release(&read);
}

/* One sentence or more, with the notice and the summary of the record. */
static void prove_summary(const struct element *entry,
	const struct fragment *fragment, struct buf *problem)
{
	const struct view *view = fragment->view;
	struct buf read = BUF_INIT;

	element_put_text(&read, element_child(entry, "summary"));
	if (read.length == 0)
		compare_fail(problem, "the summary has no words");
	if (fragment->change == NULL && !fragment_is_withdrawn(fragment)) {
		compare_contains(problem, "the summary", read.bytes,
			view_notice(view).text);
		compare_contains(
			problem, "the summary", read.bytes, view->summary.text);
	}
	buf_release(&read);
}

static void prove_content(const struct element *entry,
	const struct fragment *fragment, struct buf *problem)
{
	const struct element *content = element_child(entry, "content");
	const struct element *div = element_first(content);
	struct buf words = BUF_INIT;

	if (div == NULL || element_next(div) != NULL || !is_named(div, "div") ||
		element_value(div, "dir") == NULL) {
		compare_fail(problem, "the content is not one div");
		return;
	}
	compare_attribute(problem, div, "xmlns", XHTML);
	compare_attribute(problem, div, "xml:lang", fragment->language);
	elements_prove(div, problem);
	element_put_text(&words, div);
	words_prove(words.bytes, fragment, problem);
	buf_release(&words);
}

/* The entry or tombstone, read in a document of its own; or NULL. */
static const struct element *read_entry(struct xmltree *tree,
	const struct fragment *fragment, struct buf *problem)
{
	struct buf bytes = BUF_INIT;
	const struct element *root, *entry;

	buf_puts(&bytes,
		"<d:fragment xmlns=\"" ATOM "\" xmlns:d=\"" EXTENSION
		"\" xmlns:at=\"" TOMBSTONE "\">\n");
	buf_put(&bytes, fragment->bytes.bytes, fragment->bytes.length);
	buf_puts(&bytes, "</d:fragment>\n");
	root = xmltree_read(tree, &bytes, problem);
	buf_release(&bytes);
	if (root == NULL)
		return NULL;
	entry = element_first(root);
	if (entry != NULL && element_next(entry) == NULL)
		return entry;
	compare_fail(problem, "it is not one entry");
	return NULL;
}

void atom_prove_entry(struct xmltree *tree, const struct fragment *fragment,
	struct buf *problem)
{
	const struct element *entry = read_entry(tree, fragment, problem);
	struct buf expected = BUF_INIT;

	if (entry == NULL)
		return;
	atomlines_expect(&expected, fragment);
	prove_lines(entry, &expected, problem);
	buf_release(&expected);
	/* What is no entry has neither. */
	if (problem->length > 0 || fragment->is_tombstone)
		return;
	prove_summary(entry, fragment, problem);
	prove_content(entry, fragment, problem);
}

/* A link from a feed to what is below feeds/; NULL is none. */
static void expect_link(struct buf *out, const struct feed *feed,
	const char *relation, const char *language, const char *path)
{
	if (path == NULL)
		return;
	atomlines_put_link(out, relation, "application/atom+xml", language,
		feed->publisher->base);
	buf_puts(out, path);
}

/* RFC 5005, 4, for archives; then the same in other languages. */
static void expect_links(struct buf *out, const struct feed *feed)
{
	const struct publisher *publisher = feed->publisher;
	const char *language = feed->language;

	expect_link(out, feed, "self", language, feed->address);
	atomlines_put_link(
		out, "alternate", "text/html", NULL, publisher->base);
	buf_puts(out, feed->home ? feed->home : "");
	expect_link(out, feed, "current", language, feed->current);
	expect_link(out, feed, "prev-archive", language, feed->previous);
	expect_link(out, feed, "next-archive", language, feed->next);
	for (size_t i = 0; i < feed->sibling_count; i++)
		expect_link(out, feed, "related", feed->siblings[i]->language,
			feed->siblings[i]->path);
	if (feed->calendar != NULL) {
		atomlines_put_link(out, "related", "text/calendar", language,
			publisher->base);
		buf_puts(out, feed->calendar);
	}
	if (publisher->licence != NULL)
		atomlines_put_link(
			out, "license", "text/html", NULL, publisher->licence);
	if (publisher->hub != NULL)
		atomlines_put_link(out, "hub", NULL, NULL, publisher->hub);
}

/* Never the moment of the build. */
static instant newest(const struct feed *feed)
{
	instant updated = feed->fragments[0]->updated;

	for (size_t i = 1; i < feed->fragment_count; i++)
		if (feed->fragments[i]->updated > updated)
			updated = feed->fragments[i]->updated;
	return updated;
}

/* The empty entry stands for all of them. */
static void expect_feed(struct buf *out, const struct feed *feed)
{
	const struct publisher *publisher = feed->publisher;
	bool is_archive = feed->period == PERIOD_YEAR && feed->next != NULL;

	lines_begin(out, "feed");
	lines_attribute(out, "xmlns", ATOM);
	lines_attribute(out, "xmlns:d", EXTENSION);
	if (feed->fragments[0]->is_tombstone)
		lines_attribute(out, "xmlns:at", TOMBSTONE);
	lines_attribute(out, "xmlns:fh", is_archive ? HISTORY : NULL);
	lines_attribute(out, "xml:lang", feed->language);
	lines_begin(out, "id");
	lines_begin(out, "title");
	lines_begin(out, "subtitle");
	lines_put(out, "updated", "");
	instant_put_rfc3339(out, newest(feed));
	atomlines_put_publisher(out, publisher, feed->language);
	expect_links(out, feed);
	lines_put(out, "generator", "dialogue-feeds");
	lines_put(out, "logo", publisher->logo);
	lines_put(out, "rights",
		wordings_in(&publisher->rights, feed->language).text);
	if (is_archive)
		lines_begin(out, "fh:archive");
	lines_begin(out, "entry");
}

void atom_prove_frame(struct xmltree *tree, const struct feed *feed,
	const struct buf *frame, struct buf *problem)
{
	const struct element *root = xmltree_read(tree, frame, problem);
	struct buf expected = BUF_INIT;

	if (root == NULL)
		return;
	expect_feed(&expected, feed);
	prove_lines(root, &expected, problem);
	buf_release(&expected);
}
