#include <string.h>
#include "prove/formats.h"
#include "prove/node.h"
#include "prove/words.h"
#include "base/banned.h"

/* Feeds and entries carry their id, language and dates alike. */
static int prove_child(const struct node *parent, const char *name,
	const char *expected, struct buf *problem)
{
	return prove_text(
		problem, name, node_child_text(parent, name), expected);
}

static int prove_moment(const struct node *parent, const char *name, instant at,
	struct buf *problem)
{
	return prove_instant(problem, name, node_child_text(parent, name), at);
}

/* The tombstone or entry is this one, of these dates. */
static int prove_identity(const struct node *node,
	const struct fragment *fragment, struct buf *problem)
{
	if (!fragment->is_tombstone)
		return prove_child(node, "id", fragment->id, problem) != 0 ||
				prove_moment(node, "published",
					fragment->published, problem) != 0 ||
				prove_moment(node, "updated", fragment->updated,
					problem) != 0
			? -1
			: 0;
	return prove_text(problem, "the element", node->name,
		       "deleted-entry") != 0 ||
			node_prove_attribute(
				node, "ref", fragment->id, problem) != 0 ||
			prove_instant(problem, "when",
				node_attribute(node, "when"),
				fragment->updated) != 0
		? -1
		: 0;
}

static int prove_title(const struct node *entry,
	const struct fragment *fragment, struct buf *problem)
{
	struct buf title = BUF_INIT;
	int result;

	fragment_put_entry_title(&title, fragment);
	result = prove_child(entry, "title", title.bytes, problem);
	buf_release(&title);
	return result;
}

/* Whoever wrote the words; of a change, the publisher. */
static int prove_author(const struct node *entry,
	const struct fragment *fragment, struct buf *problem)
{
	const struct view *view = fragment->view;
	const char *name = publisher_choose(
		view->publisher, &view->publisher->names, view->language)
				   .text;
	const struct node *author = node_child(entry, "author");

	if (fragment->change == NULL && view->credit != NULL)
		name = view->credit->publisher;
	return prove_child(author, "name", name, problem);
}

/* Readers take the first alternate or the last one: both are the own page. */
static int prove_pages(const struct node *entry,
	const struct fragment *fragment, struct buf *problem)
{
	const struct node *first = NULL, *last = NULL;
	size_t expected = count_pages(fragment), count = 0;
	struct buf own = BUF_INIT;
	int result;

	put_own_page(&own, fragment);
	expected += expected == 0 && own.length > 0;
	for (const struct node *link =
			node_link(entry->first_child, "alternate");
		link != NULL; link = node_link(link->next, "alternate")) {
		first = first ? first : link;
		last = link;
		count++;
	}
	if (count != expected + (expected > 0)) {
		buf_puts(problem, "the pages are not those of the texts");
		result = -1;
	} else {
		result = expected > 0 &&
				(node_prove_attribute(first, "href", own.bytes,
					 problem) != 0 ||
					node_prove_attribute(last, "href",
						own.bytes, problem) != 0 ||
					node_prove_attribute(last, "hreflang",
						NULL, problem) != 0)
			? -1
			: 0;
	}
	buf_release(&own);
	return result;
}

/* What is related: our page, then the calendars of the meetings. */
static int prove_related(const struct node **link,
	const struct fragment *fragment, const char *path, struct buf *problem)
{
	struct buf address = BUF_INIT;
	int result;

	buf_printf(&address, "%s%s", fragment->view->publisher->base, path);
	if (*link == NULL)
		result = prove_text(problem, "a link", NULL, address.bytes);
	else
		result = node_prove_attribute(
			*link, "href", address.bytes, problem);
	if (*link != NULL)
		*link = node_link((*link)->next, "related");
	buf_release(&address);
	return result;
}

static int prove_calendars(const struct node *entry,
	const struct fragment *fragment, struct buf *problem)
{
	const struct node *link = node_link(entry->first_child, "related");
	int result = 0;

	if (fragment->home != NULL)
		result =
			prove_related(&link, fragment, fragment->home, problem);
	for (size_t i = 0; i < fragment->calendar_count && result == 0; i++)
		result = prove_related(
			&link, fragment, fragment->calendars[i], problem);
	if (result == 0 && link != NULL) {
		buf_puts(problem, "there are more calendars than meetings");
		result = -1;
	}
	return result;
}

/* Subjects, and one more: the kind of text or of change. */
static int prove_categories(const struct node *entry,
	const struct fragment *fragment, struct buf *problem)
{
	const struct view *view = fragment->view;
	size_t expected = view->event->topic_count +
		(fragment->change != NULL || view->shown != NULL);
	size_t count = 0;

	for (const struct node *child = entry->first_child; child != NULL;
		child = child->next)
		count += node_is(child, ATOM, "category");
	if (count == (is_withdrawn(fragment) ? 1 : expected))
		return 0;
	buf_puts(problem, "the categories are not those of the record");
	return -1;
}

static int prove_content(const struct node *entry,
	const struct fragment *fragment, struct buf *problem)
{
	return prove_words(
		node_child_text(entry, "content"), fragment, problem);
}

static int prove_time(const struct node *event, const char *name,
	const struct when *when, struct buf *problem)
{
	struct buf expected = BUF_INIT;
	int result;

	when_put(&expected, when);
	result = prove_text(problem, name, node_extension_text(event, name),
		expected.length > 0 ? expected.bytes : NULL);
	buf_release(&expected);
	return result;
}

static int prove_place(
	const struct node *event, const struct view *view, struct buf *problem)
{
	const char *read = node_extension_text(event, "place");
	struct buf place = BUF_INIT;
	const char *language;
	int result;

	view_put_place(&place, view, &language);
	result =
		prove_text(problem, "the place", read ? read : "", place.bytes);
	buf_release(&place);
	return result;
}

/* The meeting as data. */
static int prove_event(
	const struct node *node, const struct view *view, struct buf *problem)
{
	const struct event *event = view->event;
	struct when start = event_start(event);
	size_t persons = 0;

	for (const struct node *child = node->first_child; child != NULL;
		child = child->next)
		persons += node_is(child, EXTENSION, NULL) &&
			node_attribute(child, "order") != NULL;
	if (persons != view->person_count) {
		buf_puts(problem, "the persons are not those of the record");
		return -1;
	}
	return node_prove_attribute(node, "uid", event->uid, problem) != 0 ||
			node_prove_attribute(node, "status",
				status_name(event->status), problem) != 0 ||
			prove_time(node, "start", &start, problem) != 0 ||
			prove_place(node, view, problem) != 0
		? -1
		: 0;
}

static int prove_all_events(const struct node *entry,
	const struct fragment *fragment, struct buf *problem)
{
	size_t expected = is_withdrawn(fragment) ? 0 : 1 + fragment->also_count;
	size_t count = 0;

	for (const struct node *child = entry->first_child; child != NULL;
		child = child->next) {
		if (!node_is(child, EXTENSION, "event"))
			continue;
		if (fragment->change != NULL) {
			if (node_prove_attribute(child, "uid",
				    fragment->view->event->uid, problem) != 0)
				return -1;
		} else if (count < expected &&
			prove_event(child,
				count == 0 ? fragment->view
					   : fragment->also[count - 1],
				problem) != 0) {
			return -1;
		}
		count++;
	}
	if (count == expected)
		return 0;
	buf_puts(problem, "the meetings are not those of the record");
	return -1;
}

/* A change has one thing to open, and names its meeting. */
static int prove_change(const struct node *entry,
	const struct fragment *fragment, struct buf *problem)
{
	const struct node *link = node_link(entry->first_child, "alternate");
	struct buf address = BUF_INIT;
	int result;

	put_own_page(&address, fragment);
	if (address.length == 0 && fragment->calendar_count > 0)
		buf_printf(&address, "%s%s", fragment->view->publisher->base,
			fragment->calendars[0]);
	if (link == NULL)
		result = prove_text(problem, "the link", "", address.bytes);
	else
		result = node_prove_attribute(
			link, "href", address.bytes, problem);
	buf_release(&address);
	return result;
}

static int prove_links(const struct node *entry,
	const struct fragment *fragment, struct buf *problem)
{
	if (fragment->change != NULL)
		return prove_change(entry, fragment, problem);
	return prove_pages(entry, fragment, problem) != 0 ||
			prove_calendars(entry, fragment, problem) != 0
		? -1
		: 0;
}

static int prove_parts(const struct node *entry,
	const struct fragment *fragment, struct buf *problem)
{
	if (prove_identity(entry, fragment, problem) != 0)
		return -1;
	if (fragment->is_tombstone)
		return 0;
	return prove_title(entry, fragment, problem) != 0 ||
			prove_author(entry, fragment, problem) != 0 ||
			prove_links(entry, fragment, problem) != 0 ||
			prove_categories(entry, fragment, problem) != 0 ||
			prove_content(entry, fragment, problem) != 0 ||
			prove_all_events(entry, fragment, problem) != 0
		? -1
		: 0;
}

/* A document that the grammar accepts, or NULL. */
static const struct node *read_document(const struct judges *judges,
	const struct buf *bytes, struct buf *problem)
{
	const struct node *root = judges_read(judges, bytes, problem);

	return root && grammar_check(judges->grammar, root, problem) == 0
		? root
		: NULL;
}

/* A document around an entry that is proved by itself. */
static void put_document(struct buf *out, const struct buf *entry)
{
	buf_puts(out,
		"<d:fragment xmlns=\"" ATOM "\" xmlns:d=\"" EXTENSION
		"\" xmlns:at=\"" TOMBSTONE "\">\n");
	buf_put(out, entry->bytes, entry->length);
	buf_puts(out, "</d:fragment>\n");
}

/* What libxml2 reads of the entry goes to `prove`. */
static int prove_read(const struct judges *judges,
	const struct fragment *fragment, struct buf *problem,
	int (*prove)(const struct node *entry, const struct fragment *fragment,
		struct buf *problem))
{
	struct buf bytes = BUF_INIT;
	const struct node *root;
	int result = -1;

	put_document(&bytes, &fragment->bytes);
	root = read_document(judges, &bytes, problem);
	if (root != NULL)
		result = prove(root->first_child, fragment, problem);
	buf_release(&bytes);
	return result;
}

int prove_entry(const struct judges *judges, const struct fragment *fragment,
	struct buf *problem)
{
	return prove_read(judges, fragment, problem, prove_parts);
}

int prove_kept_entry(const struct judges *judges,
	const struct fragment *fragment, struct buf *problem)
{
	return prove_read(judges, fragment, problem, prove_identity);
}

static int prove_address(const struct node *root, const struct feed *feed,
	const char *relation, const char *path, struct buf *problem)
{
	const struct node *link = node_link(root->first_child, relation);
	struct buf address = BUF_INIT;
	int result;

	if (path == NULL || link == NULL) {
		result = prove_text(
			problem, relation, link != NULL ? "there" : NULL, path);
		return result;
	}
	buf_printf(&address, "%s%s", feed->publisher->base, path);
	result = node_prove_attribute(link, "href", address.bytes, problem);
	buf_release(&address);
	return result;
}

static instant newest(const struct feed *feed)
{
	instant updated = 0;

	for (size_t i = 0; i < feed->fragment_count; i++)
		if (i == 0 || feed->fragments[i]->updated > updated)
			updated = feed->fragments[i]->updated;
	return updated;
}

static int prove_head(
	const struct node *root, const struct feed *feed, struct buf *problem)
{
	return node_prove_attribute(root, "lang", feed->language, problem) !=
				0 ||
			prove_address(root, feed, "self", feed->address,
				problem) != 0 ||
			prove_address(root, feed, "prev-archive",
				feed->previous, problem) != 0 ||
			prove_address(root, feed, "next-archive", feed->next,
				problem) != 0 ||
			prove_address(root, feed, "current", feed->current,
				problem) != 0 ||
			prove_moment(root, "updated", newest(feed), problem) !=
				0
		? -1
		: 0;
}

/* In a frame there is one, or the example. */
static int prove_first(const struct node *root, struct buf *problem)
{
	size_t count = 0;

	for (const struct node *child = root->first_child; child != NULL;
		child = child->next)
		count += node_is(child, ATOM, "entry") ||
			node_is(child, TOMBSTONE, "deleted-entry");
	if (count == 1)
		return 0;
	buf_puts(problem, "the number of entries is not that of the records");
	return -1;
}

/*
 * It depends on all that entries depend on: the namespaces that the feed
 * declares, and its place behind the head.
 */
void atom_put_example(struct buf *out)
{
	buf_puts(out,
		"<entry xml:lang=\"en\">\n"
		"<id>tag:example.org,2026:example</id>\n"
		"<title>Example</title>\n"
		"<author><name>Example</name></author>\n"
		"<published>2026-01-01T00:00:00Z</published>\n"
		"<updated>2026-01-01T00:00:00Z</updated>\n"
		"<summary>Example</summary>\n"
		"<content type=\"xhtml\" xml:lang=\"en\">\n"
		"<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\""
		" xml:lang=\"en\" dir=\"ltr\"/>\n"
		"</content>\n"
		"<d:release published=\"2026-01-01\""
		" status=\"published\"/>\n"
		"</entry>\n");
}

int prove_atom(const struct judges *judges, const struct feed *feed,
	const struct buf *frame, struct buf *problem)
{
	const struct node *root = read_document(judges, frame, problem);

	if (root == NULL)
		return -1;
	if (!node_is(root, ATOM, "feed"))
		return prove_text(problem, "it", root->name, "feed");
	return prove_head(root, feed, problem) != 0 ||
			prove_first(root, problem) != 0
		? -1
		: 0;
}
