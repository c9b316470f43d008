/*
 * JSON, read by jansson: every file that the cases and the example give is
 * JSON (RFC 8259) without a name that stands twice, and what is written of the
 * example says what its records say.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glob.h>
#include <jansson.h>
#include <string.h>

#include "base/file.h"
#include "plan/ledger_load.h"
#include "plan/plan.h"
#include "plan/accept.h"
#include "read/load.h"
#include "write/writer.h"
#include "base/banned.h"

#define FEEDS "{,tests/cases/*/,tests/cases/*/*/}feeds"

enum { LARGEST = 64 << 20 };

struct example {
	struct diag diag;
	struct ledger *ledger;
	struct site *site;
	struct plan *plan;
};

static const instant now = 1769904000;

static int set_up(void **state)
{
	static struct example example;

	example = (struct example){.diag = DIAG_INIT};
	example.ledger = ledger_load(&example.diag);
	example.site = site_load(&example.diag, &(struct load_options){NULL});
	accept_site(example.site, example.ledger, &example.diag, now);
	example.plan =
		plan_make(example.site, example.ledger, &example.diag, now);
	/* Entries name pages. */
	plan_feeds(example.plan);
	*state = &example;
	return example.diag.error_count == 0 ? 0 : -1;
}

static int tear_down(void **state)
{
	struct example *example = *state;

	plan_free(example->plan);
	ledger_free(example->ledger);
	site_free(example->site);
	diag_release(&example->diag);
	return 0;
}

/* The caller lets go of it. */
static json_t *parse(const char *name, const char *bytes, size_t length)
{
	json_error_t error;
	json_t *value =
		json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &error);

	if (value == NULL)
		fail_msg("%s:%d:%d: %s", name, error.line, error.column,
			error.text);
	return value;
}

static void read_whole(struct buf *bytes, const char *path)
{
	buf_cut(bytes, 0);
	assert_int_equal(file_read(path, LARGEST, bytes), 0);
}

static void every_file_is_json(void **state)
{
	struct buf bytes = BUF_INIT;
	glob_t found;

	(void)state;
	assert_int_equal(glob(FEEDS "/*/*.json", GLOB_BRACE, NULL, &found), 0);
	assert_true(found.gl_pathc > 50);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		read_whole(&bytes, found.gl_pathv[i]);
		json_decref(
			parse(found.gl_pathv[i], bytes.bytes, bytes.length));
	}
	globfree(&found);
	buf_release(&bytes);
}

/* What pages tell search engines. */
static size_t count_scripts(const char *path, const char *at)
{
	static const char opening[] = "<script type=\"application/ld+json\">";
	size_t count = 0;

	for (at = strstr(at, opening); at != NULL; at = strstr(at, opening)) {
		const char *end = strstr(at += strlen(opening), "</script>");
		json_t *data;

		assert_non_null(end);
		data = parse(path, at, (size_t)(end - at));
		assert_non_null(json_object_get(data, "@context"));
		json_decref(data);
		count++;
	}
	return count;
}

static void the_data_of_every_page_is_json(void **state)
{
	struct buf bytes = BUF_INIT;
	size_t count = 0;
	glob_t found;

	(void)state;
	assert_int_equal(
		glob(FEEDS "/*/*/*.html", GLOB_BRACE, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		read_whole(&bytes, found.gl_pathv[i]);
		count += count_scripts(found.gl_pathv[i], bytes.bytes);
	}
	assert_true(count > 20);
	globfree(&found);
	buf_release(&bytes);
}

/* A member of text is this; NULL is null, or no member. */
static void assert_member(
	const json_t *object, const char *name, const char *expected)
{
	const json_t *member = json_object_get(object, name);
	const char *text = json_string_value(member);

	if (expected == NULL)
		assert_true(member == NULL || json_is_null(member));
	else if (text == NULL || strcmp(text, expected) != 0)
		fail_msg("%s is '%s' and not '%s'", name, text ? text : "",
			expected);
}

/* The same for what was gathered in the buf, which is released. */
static void assert_gathered(
	const json_t *object, const char *name, struct buf *expected)
{
	assert_member(
		object, name, expected->length > 0 ? expected->bytes : NULL);
	buf_release(expected);
}

static void assert_instant(const json_t *object, const char *name, instant at)
{
	struct buf expected = BUF_INIT;

	instant_put_rfc3339(&expected, at);
	assert_gathered(object, name, &expected);
}

static void assert_persons(const json_t *persons, const struct view *view)
{
	assert_int_equal(json_array_size(persons), view->person_count);
	for (size_t i = 0; i < view->person_count; i++) {
		const struct person_view *person = &view->persons[i];
		const json_t *read = json_array_get(persons, i);

		assert_member(read, "name", person->name.text);
		assert_member(read, "role", person->role.text);
		assert_member(read, "party", person->person->party);
	}
}

static void assert_meeting(const json_t *object, const struct view *view)
{
	const struct event *event = view->event;
	struct when start = event_start(event);
	struct buf title = BUF_INIT, place = BUF_INIT, day = BUF_INIT;
	const char *language;

	view_put_title(&title, view);
	view_put_place(&place, view, &language);
	when_put(&day, &start);
	assert_member(object, "uid", event->uid);
	assert_member(object, "status", status_name(event->status));
	assert_gathered(object, "title", &title);
	assert_gathered(object, "start", &day);
	assert_gathered(json_object_get(object, "place"), "text", &place);
	assert_persons(json_object_get(object, "persons"), view);
}

/* The content is that of the entry in Atom, which is proved in each build. */
static void assert_item(const json_t *item, const struct fragment *fragment)
{
	const json_t *dialogue = json_object_get(item, "_dialogue");
	const json_t *events = json_object_get(dialogue, "events");
	int is_withdrawn = fragment->release->status == RELEASE_WITHDRAWN;
	size_t count = is_withdrawn ? 0 : 1 + fragment->also_count;
	struct buf title = BUF_INIT;

	fragment_put_entry_title(&title, fragment);
	assert_member(item, "id", fragment->id);
	assert_gathered(item, "title", &title);
	assert_member(item, "language", fragment->language);
	assert_instant(item, "date_published", fragment->published);
	assert_instant(item, "date_modified", fragment->updated);
	assert_memory_equal("<div ",
		json_string_value(json_object_get(item, "content_html")), 5);
	assert_int_equal(json_array_size(events), count);
	for (size_t i = 0; i < count; i++)
		assert_meeting(json_array_get(events, i),
			i == 0 ? fragment->view : fragment->also[i - 1]);
}

/* An object about a release or a meeting of the example. */
static void assert_object(const struct fragment *fragment)
{
	struct buf bytes = BUF_INIT;
	json_t *object;

	writer_of(fragment->format)->fragment(&bytes, fragment);
	object = parse(fragment->id, bytes.bytes, bytes.length);
	if (fragment->format == FORMAT_JSON_FEED)
		assert_item(object, fragment);
	else
		assert_meeting(object, fragment->view);
	json_decref(object);
	buf_release(&bytes);
}

static void objects_say_what_their_records_say(void **state)
{
	const struct example *example = *state;
	size_t count = 0;

	for (size_t i = 0; i < example->plan->count; i++) {
		const struct fragment *fragment = example->plan->fragments[i];

		if (fragment->format != FORMAT_JSON_FEED &&
			fragment->format != FORMAT_EVENTS)
			continue;
		assert_object(fragment);
		count++;
	}
	assert_true(count > 5);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_file_is_json),
		cmocka_unit_test(the_data_of_every_page_is_json),
		cmocka_unit_test(objects_say_what_their_records_say),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
