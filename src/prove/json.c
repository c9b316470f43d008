#include <string.h>
#include "prove/formats.h"
#include "prove/jsontree.h"
#include "prove/node.h"
#include "prove/words.h"
#include "prove/xmltree.h"
#include "base/banned.h"

static int prove_member(const struct json_value *object, const char *name,
	const char *expected, struct buf *problem)
{
	return prove_text(
		problem, name, json_member_text(object, name), expected);
}

static int prove_when(const struct json_value *object, const char *name,
	const struct when *when, struct buf *problem)
{
	struct buf expected = BUF_INIT;
	int result;

	when_put(&expected, when);
	result = prove_member(object, name,
		expected.length > 0 ? expected.bytes : NULL, problem);
	buf_release(&expected);
	return result;
}

static int prove_title(const struct json_value *object, const struct view *view,
	struct buf *problem)
{
	struct buf title = BUF_INIT;
	int result;

	view_put_title(&title, view);
	result = prove_member(object, "title", title.bytes, problem);
	buf_release(&title);
	return result;
}

static int prove_place(const struct json_value *object, const struct view *view,
	struct buf *problem)
{
	struct buf place = BUF_INIT;
	const char *language;
	int result;

	view_put_place(&place, view, &language);
	result = prove_member(json_member(object, "place"), "text",
		place.length > 0 ? place.bytes : NULL, problem);
	buf_release(&place);
	return result;
}

/* How many there must be, and are. */
static int prove_count(const struct json_value *array, size_t expected,
	const char *what, struct buf *problem)
{
	if (json_count(array) == expected)
		return 0;
	buf_printf(problem, "the %s are not those of the record", what);
	return -1;
}

static int prove_person(const struct json_value *object,
	const struct person_view *person, struct buf *problem)
{
	return prove_member(object, "name", person->name.text, problem) != 0 ||
			prove_member(object, "party", person->person->party,
				problem) != 0
		? -1
		: 0;
}

static int prove_persons(const struct json_value *object,
	const struct view *view, struct buf *problem)
{
	const struct json_value *persons = json_member(object, "persons");
	size_t i = 0;

	if (prove_count(persons, view->person_count, "persons", problem) != 0)
		return -1;
	for (const struct json_value *read = json_first(persons); read != NULL;
		read = read->next)
		if (prove_person(read, &view->persons[i++], problem) != 0)
			return -1;
	return 0;
}

static int prove_event(const struct json_value *object, const struct view *view,
	struct buf *problem)
{
	const struct event *event = view->event;
	struct when start = event_start(event);

	return prove_member(object, "uid", event->uid, problem) != 0 ||
			prove_title(object, view, problem) != 0 ||
			prove_member(object, "status",
				status_name(event->status), problem) != 0 ||
			prove_when(object, "start", &start, problem) != 0 ||
			prove_place(object, view, problem) != 0 ||
			prove_persons(object, view, problem) != 0
		? -1
		: 0;
}

/* The content is XHTML that reads like the entry in Atom. */
static int prove_content(const struct judges *judges,
	const struct json_value *item, const struct fragment *fragment,
	struct buf *problem)
{
	const char *html = json_member_text(item, "content_html");
	const struct node *root =
		html ? xmltree_read(judges->tree, html, strlen(html)) : NULL;

	if (root == NULL) {
		buf_puts(problem, "libxml2 cannot read content_html");
		return -1;
	}
	return prove_words(node_text(root), fragment, problem);
}

static int prove_events_of(const struct json_value *item,
	const struct fragment *fragment, struct buf *problem)
{
	const struct json_value *events =
		json_member(json_member(item, "_dialogue"), "events");
	const struct json_value *read = json_first(events);
	size_t expected = is_withdrawn(fragment) ? 0 : 1 + fragment->also_count;

	if (prove_count(events, expected, "meetings", problem) != 0)
		return -1;
	if (read == NULL)
		return 0;
	if (prove_event(read, fragment->view, problem) != 0)
		return -1;
	for (size_t i = 0; read->next != NULL; i++) {
		read = read->next;
		if (prove_event(read, fragment->also[i], problem) != 0)
			return -1;
	}
	return 0;
}

static int prove_item(const struct judges *judges,
	const struct json_value *item, const struct fragment *fragment,
	struct buf *problem)
{
	struct buf title = BUF_INIT, page = BUF_INIT;
	int result;

	fragment_put_entry_title(&title, fragment);
	put_own_page(&page, fragment);
	result = prove_member(item, "id", fragment->id, problem) != 0 ||
			prove_member(item, "url",
				page.length > 0 ? page.bytes : NULL,
				problem) != 0 ||
			prove_member(item, "title", title.bytes, problem) !=
				0 ||
			prove_instant(problem, "date_published",
				json_member_text(item, "date_published"),
				fragment->published) != 0 ||
			prove_instant(problem, "date_modified",
				json_member_text(item, "date_modified"),
				fragment->updated) != 0 ||
			prove_content(judges, item, fragment, problem) != 0 ||
			prove_events_of(item, fragment, problem) != 0
		? -1
		: 0;
	buf_release(&page);
	buf_release(&title);
	return result;
}

int prove_object(const struct judges *judges, const struct fragment *fragment,
	struct buf *problem)
{
	struct pool pool = POOL_INIT;
	const struct json_value *object = json_read(&pool, &fragment->bytes);
	int result = -1;

	if (object == NULL)
		buf_puts(problem, "it is no JSON");
	else if (fragment->format == FORMAT_JSON_FEED)
		result = prove_item(judges, object, fragment, problem);
	else
		result = prove_event(object, fragment->view, problem);
	pool_release(&pool);
	return result;
}

int prove_kept_object(const struct fragment *fragment, struct buf *problem)
{
	struct pool pool = POOL_INIT;
	int result = json_read(&pool, &fragment->bytes) != NULL ? 0 : -1;

	if (result != 0)
		buf_puts(problem, "what was published is no JSON");
	pool_release(&pool);
	return result;
}

static int prove_first(const struct json_value *items, const char *id,
	const struct feed *feed, struct buf *problem)
{
	return prove_count(items, 1, "items", problem) != 0 ||
			prove_member(json_first(items), id,
				feed->fragments[0]->id, problem) != 0
		? -1
		: 0;
}

int prove_json(
	const struct feed *feed, const struct buf *frame, struct buf *problem)
{
	int is_news = feed->format == FORMAT_JSON_FEED;
	struct pool pool = POOL_INIT;
	struct buf address = BUF_INIT;
	const struct json_value *read = json_read(&pool, frame);
	int result;

	buf_printf(&address, "%s%s", feed->publisher->base, feed->address);
	if (read == NULL)
		result = prove_text(problem, "it", "broken", "JSON");
	else
		result = prove_member(read, "feed_url", address.bytes,
				 problem) != 0 ||
				prove_member(read, "language", feed->language,
					problem) != 0 ||
				prove_first(
					json_member(read,
						is_news ? "items" : "events"),
					is_news ? "id" : "uid", feed,
					problem) != 0
			? -1
			: 0;
	buf_release(&address);
	pool_release(&pool);
	return result;
}
