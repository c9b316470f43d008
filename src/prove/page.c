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
	return format == FORMAT_INDEX || format == FORMAT_SERIES_PAGE ||
		format == FORMAT_EVENT_PAGE || format == FORMAT_SITE;
}

/* A meeting is called what it is called; NULL is none. */
static void prove_meeting(
	const char *words, const struct meeting *meeting, struct buf *problem)
{
	if (meeting != NULL)
		words_prove_title(words, meeting->view, problem);
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

/* All meetings, or the next one, of a series that is called what it is. */
static void prove_series(
	const char *words, const struct fragment *fragment, struct buf *problem)
{
	const struct page *page = fragment->page;

	compare_contains(problem, "the page", words,
		publisher_choose(
			page->publisher, &page->series->titles, page->language)
			.text);
	if (fragment->format == FORMAT_INDEX)
		prove_meeting(words, page_next_meeting(page), problem);
	if (fragment->format != FORMAT_SERIES_PAGE)
		return;
	for (size_t i = 0; i < page->meeting_count; i++)
		prove_meeting(words, &page->meetings[i], problem);
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
		prove_series(words.bytes, fragment, problem);
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

	if (fragment->format == FORMAT_STYLE)
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
	size_t articles, headings;
};

/* Nothing when the address leads out of feeds/. */
static void put_relative(
	struct buf *out, const struct page *page, const char *address)
{
	const char *end = strrchr(page->path, '/');
	size_t length = end ? (size_t)(end - page->path) + 1 : 0;

	for (; strncmp(address, "../", 3) == 0; address += 3) {
		if (length == 0)
			return;
		for (length--; length > 0 && page->path[length - 1] != '/';)
			length--;
	}
	buf_put(out, page->path, length);
	buf_puts(out, address);
}

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
		put_relative(&target, it->feed->page, address);
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

/* What pictures share stands before them, under an id. */
static void prove_use(const struct looking *it, const char *address)
{
	if (*address != '#' ||
		xmlHashLookup(it->ids, BAD_CAST(address + 1)) == NULL)
		compare_fail(it->problem, "nothing is at '%s' for a picture",
			address);
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

	if (strcmp(name, "href") == 0 && is_named(element, "use"))
		prove_use(it, value);
	else if (strcmp(name, "href") == 0)
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

/* Elements nest no deeper than markup.h lets them. */
static void look_through(struct looking *it, const struct element *element)
{
	it->articles += is_named(element, "article");
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
	if (page->meeting != NULL)
		view_put_marked_title(&expected, page->meeting->view);
	else
		buf_puts(&expected,
			publisher_choose(page->publisher,
				page->series ? &page->series->titles
					     : &page->publisher->names,
				page->language)
				.text);
	compare_contains(problem, "the title", read.bytes, expected.bytes);
	buf_release(&read);
	buf_release(&expected);
}

/* What browsers take for an element that is closed as it is opened. */
static bool is_void(const char *name, size_t length)
{
	static const char *const names[] = {
		"meta", "link", "input", "br", "path", "use"};

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
	size_t parts =
		feed->format == FORMAT_INDEX || feed->format == FORMAT_SITE
		? feed->fragment_count
		: 0;

	compare_text(it->problem, "it", root->name, "html");
	compare_attribute(it->problem, root, "lang", feed->language);
	prove_title(feed->page, root, it->problem);
	if (element_value(root, "dir") == NULL || it->headings != 1 ||
		it->articles != parts)
		compare_fail(it->problem,
			"its direction, heading or parts are not there");
}

void page_prove(struct xmltree *tree, const struct files *files,
	const struct feed *feed, const struct buf *bytes, struct buf *problem)
{
	struct looking it = {.feed = feed, .files = files, .problem = problem};
	const struct element *root;

	if (feed->format == FORMAT_STYLE)
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
