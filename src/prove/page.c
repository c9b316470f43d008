#include "prove/page.h"

#include <errno.h>
#include <libxml/hash.h>
#include <stdbool.h>
#include <string.h>
#include "base/pool.h"
#include "prove/compare.h"
#include "prove/words.h"
#include "base/banned.h"

static bool is_html(enum format format)
{
	return format_is_page(format) && format <= FORMAT_MISSING;
}

/* A meeting is called what it is called; NULL is none. */
static void prove_meeting(
	const char *words, const struct meeting *meeting, struct buf *problem)
{
	if (meeting != NULL)
		compare_contains(
			problem, "the page", words, meeting->title.text);
}

static void prove_releases(
	const char *words, const struct view *view, struct buf *problem)
{
	const struct event *event = view->event;
	struct pool pool = POOL_INIT;

	for (size_t i = 0; i < event->release_count; i++) {
		struct fragment entry = {.view = view_of_release(&pool, view,
						 event->releases[i].id),
			.release = &event->releases[i]};

		/* What was taken back may stand in another release. */
		if (!entry.release->hidden && !fragment_is_withdrawn(&entry))
			words_prove(words, &entry, problem);
	}
	pool_release(&pool);
}

static void prove_event_page(
	const char *words, const struct page *page, struct buf *problem)
{
	prove_meeting(words, page->meeting, problem);
	prove_meeting(words, page_neighbour(page, -1), problem);
	prove_meeting(words, page_neighbour(page, 1), problem);
	words_prove_view(words, page->meeting->view, problem);
	prove_releases(words, page->meeting->view, problem);
}

/* What a page is called. */
static void put_name(struct buf *out, const struct page *page)
{
	const struct wordings *names =
		page->series ? &page->series->titles : &page->publisher->names;

	if (page->meeting != NULL)
		view_put_marked_title(out, page->meeting->view);
	else if (page->subject != NULL)
		buf_puts(out, page->subject->name.text);
	else
		buf_puts(out,
			publisher_choose(page->publisher, names, page->language)
				.text);
}

/* What stands in a list is called what it is. */
static void prove_item(
	const char *words, const struct fragment *fragment, struct buf *problem)
{
	struct buf title = BUF_INIT;

	if (fragment->format == FORMAT_NEWS)
		fragment_put_entry_title(&title, fragment);
	else if (fragment->format == FORMAT_INDEX)
		buf_puts(&title, fragment->title);
	else if (fragment->format == FORMAT_SITE ||
		fragment->format == FORMAT_MISSING)
		put_name(&title, fragment->page);
	prove_meeting(words, fragment->meeting, problem);
	compare_contains(problem, "the page", words, title.bytes);
	buf_release(&title);
}

/* What is data for programs stands behind what people read. */
static void prove_part(const struct element *root,
	const struct fragment *fragment, struct buf *problem)
{
	struct buf words = BUF_INIT;

	if (!is_html(fragment->format))
		return;
	if (fragment->format != FORMAT_EVENT_PAGE) {
		element_put_text(&words, root);
		prove_item(words.bytes, fragment, problem);
	} else {
		element_put_text(&words, element_first(root));
		prove_event_page(words.bytes, fragment->page, problem);
	}
	buf_release(&words);
}

void page_prove_part(struct xmltree *tree, const struct fragment *fragment,
	struct buf *problem)
{
	struct buf bytes = BUF_INIT;
	const struct element *root;

	if (fragment->format >= FORMAT_STYLE)
		return;
	buf_puts(&bytes, "<part>\n");
	buf_put(&bytes, fragment->bytes.bytes, fragment->bytes.length);
	buf_puts(&bytes, "</part>\n");
	root = xmltree_read(tree, &bytes, problem);
	if (root != NULL)
		prove_part(root, fragment, problem);
	buf_release(&bytes);
}

/* A page while it is looked through. */
struct looking {
	const struct feed *feed;
	const struct files *files;
	xmlHashTablePtr ids;
	struct buf *problem;
	size_t items, headings;
};

/*
 * The path of what calendar programs are to fetch from below the base, or
 * NULL.  No words of people have such an address.
 */
static const char *find_calendar(const char *base, const char *address)
{
	static const char scheme[] = "webcal";
	const char *rest = strchr(base, ':');
	size_t skipped = sizeof(scheme) - 1;

	if (rest == NULL || strncmp(address, scheme, skipped) != 0 ||
		strncmp(address + skipped, rest, strlen(rest)) != 0)
		return NULL;
	return address + skipped + strlen(rest);
}

/* What a link leads to below feeds/ is there or will be. */
static void prove_target(
	const struct looking *it, const char *address, const char *target)
{
	int is_there = it->files->has(it->files->data, target);

	if (is_there == 0)
		compare_fail(
			it->problem, "the link '%s' leads nowhere", address);
	else if (is_there < 0)
		compare_fail(it->problem,
			"what the link '%s' leads to cannot be looked at: %s",
			address, strerror(errno));
}

/*
 * Words of people may have addresses below the base, which lead to something
 * else: `is_ours` is false where they may stand.
 */
static void prove_link(
	const struct looking *it, const char *address, bool is_ours)
{
	const char *base = it->feed->publisher->base;
	const char *calendar = find_calendar(base, address);
	size_t length = strlen(base);
	struct buf target = BUF_INIT;

	if (*address == '#')
		return;
	if (calendar != NULL)
		buf_puts(&target, calendar);
	else if (strchr(address, ':') == NULL)
		page_put_target(&target, it->feed->page, address);
	else if (is_ours && strncmp(address, base, length) == 0 &&
		address[length] != '\0')
		buf_puts(&target, address + length);
	else
		return;
	/* Which place on a page is meant, does not matter. */
	buf_cut(&target, strcspn(target.bytes, "#"));
	prove_target(it, address, target.bytes);
	buf_release(&target);
}

static bool is_named(const struct element *element, const char *name)
{
	return strcmp(element->name, name) == 0;
}

/* An attribute that is a link or an id, in HTML and OPML. */
static void prove_attribute(struct looking *it, const struct element *element,
	const struct attribute *attribute)
{
	const char *name = attribute->name, *value = attribute->value;

	if (strcmp(name, "href") == 0)
		prove_link(it, value, !is_named(element, "a"));
	else if (strcmp(name, "xmlUrl") == 0 || strcmp(name, "htmlUrl") == 0)
		prove_link(it, value, true);
	else if (strcmp(name, "id") == 0 &&
		xmlHashAddEntry(it->ids, BAD_CAST value, it) != 0)
		compare_fail(it->problem, "the id '%s' stands twice", value);
}

static void prove_location(struct looking *it, const struct element *element)
{
	struct buf address = BUF_INIT;

	element_put_text(&address, element);
	prove_link(it, address.bytes, true);
	buf_release(&address);
}

/* Meetings, releases or series on a page that lists them. */
static bool is_list(const struct element *element)
{
	static const char *const lists[] = {"meetings", "news", "series"};
	const char *class = element_value(element, "class");

	if (class == NULL || !is_named(element, "ul"))
		return false;
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		if (strcmp(class, lists[i]) == 0)
			return true;
	return false;
}

static size_t count_children(const struct element *element)
{
	size_t count = 0;

	for (const struct element *child = element_first(element);
		child != NULL; child = element_next(child))
		count++;
	return count;
}

/* Elements nest no deeper than markup.h lets them. */
static void look_through(struct looking *it, const struct element *element)
{
	if (is_list(element))
		it->items += count_children(element);
	it->headings += is_named(element, "h1");
	for (size_t i = 0; i < element->attribute_count; i++)
		prove_attribute(it, element, &element->attributes[i]);
	if (is_named(element, "loc"))
		prove_location(it, element);
	for (const struct element *child = element_first(element);
		child != NULL; child = element_next(child))
		look_through(it, child);
}

/* What browsers and search engines call it. */
static void prove_title(const struct page *page, const struct element *root,
	struct buf *problem)
{
	const struct element *head = element_child(root, "head");
	const struct element *title =
		head ? element_child(head, "title") : NULL;
	struct buf expected = BUF_INIT, read = BUF_INIT;

	if (title != NULL)
		element_put_text(&read, title);
	put_name(&expected, page);
	compare_contains(problem, "the title", read.bytes, expected.bytes);
	buf_release(&read);
	buf_release(&expected);
}

/* What browsers take for an element that is closed as it is opened. */
static bool is_void(const char *name, size_t length)
{
	static const char *const names[] = {
		"base", "meta", "link", "input", "br", "img", "path"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strlen(names[i]) == length &&
			strncmp(names[i], name, length) == 0)
			return true;
	return false;
}

/* To XML every empty element can be written "<p/>"; HTML opens one there. */
static void prove_ends(const struct buf *bytes, struct buf *problem)
{
	const char *at = bytes->bytes;

	for (at = strchr(at, '<'); at != NULL; at = strchr(at, '<')) {
		const char *name = at + 1;
		size_t length = strcspn(name, " />");

		at = strchr(name, '>');
		if (at == NULL)
			return;
		if (at[-1] == '/' && !is_void(name, length))
			compare_fail(problem, "'%.*s' has no end tag",
				(int)length, name);
	}
}

/* Of HTML: its language and direction are said, and its parts are there. */
static void prove_html(struct looking *it, const struct element *root)
{
	const struct feed *feed = it->feed;
	size_t parts = feed->format == FORMAT_INDEX ||
			feed->format == FORMAT_EMBED ||
			feed->format == FORMAT_SERIES_PAGE
		? feed->fragment_count
		: 0;

	compare_text(it->problem, "it", root->name, "html");
	compare_attribute(it->problem, root, "lang", feed->language);
	prove_title(feed->page, root, it->problem);
	if (element_value(root, "dir") == NULL || it->headings != 1 ||
		it->items != parts)
		compare_fail(it->problem,
			"its direction, heading or parts are not there");
}

void page_prove(struct xmltree *tree, const struct files *files,
	const struct feed *feed, const struct buf *bytes, struct buf *problem)
{
	struct looking it = {.feed = feed, .files = files, .problem = problem};
	const struct element *root;

	if (feed->format >= FORMAT_STYLE)
		return;
	root = xmltree_read(tree, bytes, problem);
	if (root == NULL)
		return;
	it.ids = xmlHashCreate(0);
	look_through(&it, root);
	xmlHashFree(it.ids, NULL);
	if (!is_html(feed->format))
		return;
	prove_html(&it, root);
	prove_ends(bytes, problem);
}
