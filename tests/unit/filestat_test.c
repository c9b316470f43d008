/*
 * plan/filestat: what stands below events/, looked at by any number of threads.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <errno.h>
#include "base/hash.h"
#include "plan/filestat.h"
#include "workdir.h"
#include "base/banned.h"

enum { SERIES = 40 };

static void write_site(void)
{
	char path[64];

	workdir_write("events/publisher.xml", "<x/>");
	workdir_write("events/.hidden", "");
	workdir_write("events/series-05/event.xml~", "");
	workdir_write("events/lost+found/inode", "");
	workdir_write("events/series-05/@eaDir/event.xml", "");
	for (int i = 0; i < SERIES; i++) {
		snprintf(path, sizeof(path),
			"events/series-%02d/%02d/event.xml", i, i);
		workdir_write(path, "<x/>");
	}
}

/* Each series, its event and the record in it, and who publishes. */
static void all_is_seen_by_any_number_of_threads(void **state)
{
	struct filestats alone, shared;

	(void)state;
	write_site();
	assert_int_equal(filestat_walk(&alone, 1), 0);
	assert_int_equal(alone.count, 3 * SERIES + 1);
	for (size_t threads = 2; threads < 64; threads += 15) {
		assert_int_equal(filestat_walk(&shared, threads), 0);
		assert_int_equal(shared.count, alone.count);
		for (size_t i = 0; i < alone.count; i++) {
			const char *name = filestat_name(&shared, i);

			assert_string_equal(name, filestat_name(&alone, i));
			assert_true(shared.files[i].path == hash_text(name));
		}
		filestat_release(&shared);
	}
	filestat_release(&alone);
}

/* Records may stand elsewhere. */
static void a_link_to_records_is_followed(void **state)
{
	struct filestats stats;

	(void)state;
	write_site();
	assert_int_equal(rename("events", "release-1"), 0);
	assert_int_equal(symlink("release-1", "events"), 0);
	assert_int_equal(filestat_walk(&stats, 1), 0);
	assert_int_equal(stats.count, 3 * SERIES + 1);
	assert_int_equal(strncmp(filestat_name(&stats, 0), "events/", 7), 0);
	filestat_release(&stats);
}

static void no_folder_is_an_error(void **state)
{
	struct filestats stats;

	(void)state;
	assert_int_equal(filestat_walk(&stats, 2), -1);
	assert_int_equal(errno, ENOENT);
	filestat_release(&stats);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			all_is_seen_by_any_number_of_threads, workdir_enter,
			workdir_leave),
		cmocka_unit_test_setup_teardown(a_link_to_records_is_followed,
			workdir_enter, workdir_leave),
		cmocka_unit_test_setup_teardown(
			no_folder_is_an_error, workdir_enter, workdir_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
