/*
 * plan/edit: from files that have changed to the meetings that are to be read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "base/hash.h"
#include "plan/edit.h"
#include "base/banned.h"

static const char *const paths[] = {
	"events/publisher.xml",
	"events/talks",
	"events/talks/series.xml",
	"events/talks/01",
	"events/talks/01/event.xml",
	"events/talks/02",
	"events/talks/02/fr.xml",
	"events/others/01",
	"events/others/01/event.xml",
	"events/others/02",
	"events/others/02/event.xml",
};
enum {
	PUBLISHER,
	TALKS,
	SERIES,
	TALK_1,
	TALK_1_EVENT,
	TALK_2,
	TALK_2_TEXT,
	OTHER_1,
	OTHER_1_EVENT,
	OTHER_2,
	OTHER_2_EVENT,
	COUNT
};

static struct seen make_seen(void)
{
	struct seen seen = {.files = calloc(COUNT, sizeof(*seen.files)),
		.names = BUF_INIT,
		.name_offsets = calloc(COUNT, sizeof(*seen.name_offsets))};

	for (size_t i = 0; i < COUNT; i++) {
		seen.name_offsets[i] = (uint32_t)seen.names.length;
		buf_put(&seen.names, paths[i], strlen(paths[i]) + 1);
		seen.files[i].path = hash_text(paths[i]);
	}
	seen.count = COUNT;
	return seen;
}

/* talks/01 and others/01 name each other; others/02 has a past. */
static int find(
	struct edit *edit, struct pool *pool, size_t first, size_t second)
{
	static const uint32_t subjects[] = {5, 6, 7};
	const struct roster_entry entries[] = {
		{hash_text("events/talks/01"), 1, 77, 0, 2, 0, 0},
		{hash_text("events/talks/02"), 2, 0, 2, 1, 0, 0},
		{hash_text("events/others/01"), 3, 77, 2, 1, 0, 0},
		{hash_text("events/others/02"), 4, 0, 0, 0, 1, 0},
		{0, 5, 0, 0, 0, 0, 0},
	};
	const struct roster roster = {entries, 5, subjects, 3};
	size_t files[] = {first, second};
	const struct changed changed = {files, first == second ? 1 : 2};
	struct seen seen = make_seen();
	int result = edit_find(edit, pool, &roster, &seen, &changed);

	seen_release(&seen);
	return result;
}

static void a_text_is_of_its_meeting(void **state)
{
	struct pool pool = POOL_INIT;
	struct edit edit;

	(void)state;
	assert_int_equal(find(&edit, &pool, TALK_2_TEXT, TALK_2_TEXT), 0);
	assert_int_equal(edit.count, 1);
	assert_string_equal(edit.folders[0], "events/talks/02");
	assert_int_equal(edit.series_count, 1);
	assert_string_equal(edit.series[0], "talks");
	assert_int_equal(edit.subject_count, 1);
	assert_int_equal(edit.subjects[0], 7);
	pool_release(&pool);
}

static void meetings_that_name_each_other_are_read(void **state)
{
	struct pool pool = POOL_INIT;
	struct edit edit;

	(void)state;
	assert_int_equal(find(&edit, &pool, TALK_1_EVENT, TALK_2_TEXT), 0);
	assert_int_equal(edit.count, 3);
	assert_string_equal(edit.folders[2], "events/others/01");
	assert_int_equal(edit.series_count, 2);
	assert_int_equal(edit.subject_count, 4);
	pool_release(&pool);
}

static void a_new_folder_comes_with_its_records(void **state)
{
	struct pool pool = POOL_INIT;
	struct edit edit;

	(void)state;
	assert_int_equal(find(&edit, &pool, TALK_2, TALK_2_TEXT), 0);
	assert_int_equal(edit.count, 1);
	/* Nobody can say what it is about. */
	assert_int_equal(find(&edit, &pool, TALK_2, OTHER_1_EVENT), -1);
	pool_release(&pool);
}

static void more_than_meetings_is_no_edit(void **state)
{
	struct pool pool = POOL_INIT;
	struct edit edit;

	(void)state;
	assert_int_equal(find(&edit, &pool, PUBLISHER, TALK_2_TEXT), -1);
	assert_int_equal(find(&edit, &pool, SERIES, SERIES), -1);
	assert_int_equal(find(&edit, &pool, TALKS, TALK_2_TEXT), -1);
	/* More than its own feeds and its own ledger tell of it. */
	assert_int_equal(find(&edit, &pool, OTHER_2_EVENT, OTHER_2_EVENT), -1);
	pool_release(&pool);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_is_of_its_meeting),
		cmocka_unit_test(meetings_that_name_each_other_are_read),
		cmocka_unit_test(a_new_folder_comes_with_its_records),
		cmocka_unit_test(more_than_meetings_is_no_edit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
