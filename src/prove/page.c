/*
 * Pages, read back by libxml2: XHTML that says what the records say, whose
 * links lead somewhere.
 */
#include <errno.h>
#include <libxml/hash.h>
#include <string.h>
#include "base/pool.h"
#include "prove/formats.h"
#include "prove/jsontree.h"
#include "prove/link.h"
#include "prove/node.h"
#include "prove/words.h"
#include "base/banned.h"

/* A page while it is looked through. */
struct looking {
	const struct feed *feed;
	const struct files *files;
	xmlHashTablePtr ids;
	struct buf *problem;
	size_t articles, headings;
};

/* A meeting is called what it is called; NULL is none. */
static int prove_meeting(
	const char *content, const struct meeting *meeting, struct buf *problem)
{
	struct buf title = BUF_INIT;
	int result;

	if (meeting == NULL || meeting->kept != NULL)
		return 0;
	view_put_title(&title, meeting->view);
	result = prove_contains(problem, "the page", content, title.bytes);
	buf_release(&title);
	return result;
}

static int prove_releases(
	const char *content, const struct view *view, struct buf *problem)
{
	const struct event *event = view->event;
	struct pool pool = POOL_INIT;
	int result = 0;

	for (size_t i = 0; i < event->release_count && result == 0; i++) {
		struct fragment entry = {.view = view_of_release(&pool, view,
						 event->releases[i].id),
			.release = &event->releases[i]};

		/* What was taken back may stand in another release. */
		if (!entry.release->hidden && !is_withdrawn(&entry))
			result = prove_words(content, &entry, problem);
	}
	pool_release(&pool);
	return result;
}

/* The data for search engines: it is JSON, about this meeting. */
static int prove_data(
	const struct node *root, const struct page *page, struct buf *problem)
{
	struct when start = event_start(page->meeting->view->event);
	const struct node *script = root->last_child;
	struct pool pool = POOL_INIT;
	struct buf text = BUF_INIT, address = BUF_INIT;
	const struct json_value *read;
	int result;

	if (script != NULL)
		buf_put(&text, script->text, script->text_length);
	buf_printf(&address, "%s%s", page->publisher->base, page->path);
	read = json_read(&pool, &text);
	if (read == NULL)
		result = prove_text(problem, "the data", "broken", "JSON");
	else
		result = prove_text(problem, "url",
			json_member_text(read, "url"), address.bytes);
	if (result == 0 && start.precision != WHEN_ABSENT &&
		json_member(read, "startDate") == NULL)
		result = prove_text(problem, "startDate", NULL, "a date");
	buf_release(&address);
	buf_release(&text);
	pool_release(&pool);
	return result;
}

static int prove_event_page(
	const struct node *root, const struct page *page, struct buf *problem)
{
	const struct view *view = page->meeting->view;
	/* What is data for programs, nobody reads. */
	const char *words = node_text(root->first_child);

	return prove_meeting(words, page->meeting, problem) != 0 ||
			prove_meeting(words, page_neighbour(page, -1),
				problem) != 0 ||
			prove_meeting(
				words, page_neighbour(page, 1), problem) != 0 ||
			prove_view_words(words, view, problem) != 0 ||
			prove_releases(words, view, problem) != 0 ||
			prove_data(root, page, problem) != 0
		? -1
		: 0;
}

/* All meetings, or the next one, of a series that is called what it is. */
static int prove_series(const struct node *root,
	const struct fragment *fragment, struct buf *problem)
{
	const struct page *page = fragment->page;
	const char *words = node_text(root);
	int result = prove_contains(problem, "the page", words,
		publisher_choose(
			page->publisher, &page->series->titles, page->language)
			.text);

	if (fragment->format == FORMAT_INDEX && result == 0)
		result = prove_meeting(words, page_next_meeting(page), problem);
	for (size_t i = 0; fragment->format == FORMAT_SERIES_PAGE &&
		i < page->meeting_count && result == 0;
		i++)
		result = prove_meeting(words, &page->meetings[i], problem);
	return result;
}

static int prove_part(const struct node *root, const struct fragment *fragment,
	struct buf *problem)
{
	switch (fragment->format) {
	case FORMAT_EVENT_PAGE:
		return prove_event_page(root, fragment->page, problem);
	case FORMAT_SERIES_PAGE:
	case FORMAT_INDEX:
	case FORMAT_SITE:
		return prove_series(root, fragment, problem);
	default:
		return 0;
	}
}

int prove_page_part(const struct judges *judges,
	const struct fragment *fragment, struct buf *problem)
{
	struct buf bytes = BUF_INIT;
	const struct node *root;
	int result = -1;

	if (fragment->format == FORMAT_STYLE)
		return 0;
	buf_puts(&bytes, "<part>\n");
	buf_put(&bytes, fragment->bytes.bytes, fragment->bytes.length);
	buf_puts(&bytes, "</part>\n");
	root = judges_read(judges, &bytes, problem);
	if (root != NULL)
		result = prove_part(root, fragment, problem);
	buf_release(&bytes);
	return result;
}

static int prove_link(struct looking *it, const char *address, int is_ours)
{
	int leads = link_leads(it->files, it->feed, address, is_ours);

	if (leads > 0)
		return 0;
	if (leads == 0)
		buf_printf(it->problem, "the link '%s' leads nowhere", address);
	else
		buf_printf(it->problem,
			"what the link '%s' leads to cannot be looked at: %s",
			address, strerror(errno));
	return -1;
}

static int prove_id(struct looking *it, const char *id)
{
	if (xmlHashAddEntry(it->ids, BAD_CAST id, (void *)it) == 0)
		return 0;
	buf_printf(it->problem, "the id '%s' stands twice", id);
	return -1;
}

/* What pictures share stands before them, under an id. */
static int prove_use(struct looking *it, const char *address)
{
	if (*address == '#' &&
		xmlHashLookup(it->ids, BAD_CAST(address + 1)) != NULL)
		return 0;
	buf_printf(it->problem, "nothing is at '%s' for a picture", address);
	return -1;
}

static int is_anchor(const struct node *node)
{
	return strcmp(node->name, "a") == 0;
}

static int is_use(const struct node *node)
{
	return strcmp(node->name, "use") == 0;
}

/* An attribute that is a link or an id, in HTML and OPML. */
static int prove_attribute(struct looking *it, const struct node *node,
	const struct attribute *attribute)
{
	const char *name = attribute->name;

	if (strcmp(name, "href") == 0)
		return is_use(node)
			? prove_use(it, attribute->value)
			: prove_link(it, attribute->value, !is_anchor(node));
	if (strcmp(name, "xmlUrl") == 0 || strcmp(name, "htmlUrl") == 0)
		return prove_link(it, attribute->value, 1);
	if (strcmp(name, "id") == 0)
		return prove_id(it, attribute->value);
	return 0;
}

static int prove_attributes(struct looking *it, const struct node *node)
{
	for (size_t i = 0; i < node->attribute_count; i++)
		if (prove_attribute(it, node, &node->attributes[i]) != 0)
			return -1;
	return 0;
}

static int prove_location(struct looking *it, const struct node *node)
{
	return strcmp(node->name, "loc") == 0
		? prove_link(it, node_text(node), 1)
		: 0;
}

/* Elements nest no deeper than markup.h lets them. */
static int look_through(struct looking *it, const struct node *node)
{
	for (; node != NULL; node = node->next) {
		const char *name = node->name;

		it->articles += strcmp(name, "article") == 0;
		it->headings += strcmp(name, "h1") == 0;
		if (prove_attributes(it, node) != 0 ||
			prove_location(it, node) != 0 ||
			look_through(it, node->first_child) != 0)
			return -1;
	}
	return 0;
}

static int is_html(enum format format)
{
	return format == FORMAT_INDEX || format == FORMAT_SERIES_PAGE ||
		format == FORMAT_EVENT_PAGE || format == FORMAT_SITE;
}

/* What browsers and search engines call it. */
static int prove_title(
	const struct page *page, const struct node *root, struct buf *problem)
{
	const struct node *head = root->first_child;
	const struct node *node = head ? head->first_child : NULL;
	struct buf title = BUF_INIT;
	int result;

	while (node != NULL && strcmp(node->name, "title") != 0)
		node = node->next;
	if (page->meeting != NULL)
		view_put_marked_title(&title, page->meeting->view);
	else
		buf_puts(&title,
			publisher_choose(page->publisher,
				page->series ? &page->series->titles
					     : &page->publisher->names,
				page->language)
				.text);
	result = prove_contains(
		problem, "the title", node_text(node), title.bytes);
	buf_release(&title);
	return result;
}

/* What browsers take for an element that is closed as it is opened. */
static int is_void(const char *name, size_t length)
{
	static const char *const names[] = {
		"meta", "link", "input", "br", "path", "use"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strlen(names[i]) == length &&
			strncmp(names[i], name, length) == 0)
			return 1;
	return 0;
}

/* To XML every empty element can be written "<p/>"; HTML opens one there. */
static int prove_ends(const struct buf *bytes, struct buf *problem)
{
	const char *at = bytes->bytes;

	for (at = strchr(at, '<'); at != NULL; at = strchr(at, '<')) {
		const char *name = at + 1;
		size_t length = strcspn(name, " />");

		at = strchr(name, '>');
		if (at == NULL)
			return 0;
		if (at[-1] == '/' && !is_void(name, length)) {
			buf_printf(problem, "'%.*s' has no end tag",
				(int)length, name);
			return -1;
		}
	}
	return 0;
}

/* Of HTML: its language and direction are said, and its parts are there. */
static int prove_html(struct looking *it, const struct node *root)
{
	const struct feed *feed = it->feed;
	size_t parts =
		feed->format == FORMAT_INDEX || feed->format == FORMAT_SITE
		? feed->fragment_count
		: 0;

	if (prove_text(it->problem, "it", root->name, "html") != 0 ||
		node_prove_attribute(
			root, "lang", feed->language, it->problem) != 0 ||
		prove_title(feed->page, root, it->problem) != 0)
		return -1;
	if (node_attribute(root, "dir") == NULL || it->headings != 1 ||
		it->articles != parts) {
		buf_puts(it->problem,
			"its direction, heading or parts are not there");
		return -1;
	}
	return 0;
}

int prove_page(const struct judges *judges, const struct files *files,
	const struct feed *feed, const struct buf *bytes, struct buf *problem)
{
	struct looking it = {.feed = feed, .files = files, .problem = problem};
	const struct node *root;
	int result;

	if (feed->format == FORMAT_STYLE)
		return 0;
	root = judges_read(judges, bytes, problem);
	if (root == NULL)
		return -1;
	it.ids = xmlHashCreate(0);
	result = look_through(&it, root);
	if (result == 0 && is_html(feed->format))
		result = prove_html(&it, root) != 0 ||
				prove_ends(bytes, problem) != 0
			? -1
			: 0;
	xmlHashFree(it.ids, NULL);
	return result;
}
