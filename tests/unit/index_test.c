/*
 * plan/index: that nothing has changed is believed only when it is so.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "base/file.h"
#include "base/hash.h"
#include "plan/index.h"
#include "workdir.h"
#include "base/banned.h"

enum { NOW = 1767225600, UNTIL = NOW + 3600 };

static const char record[] = "events/talks/01/event.xml";
static const char feed[] = "feeds/en/calendar.ics";

static const char *const records[] = {
	"events/publisher.xml", record, "events/talks/01/en.xml"};

/* What a reader would have told of the records. */
static struct site read_site(struct record_hash hashes[3])
{
	for (size_t i = 0; i < 3; i++) {
		struct buf bytes = BUF_INIT;

		assert_int_equal(file_read(records[i], 1 << 20, &bytes), 0);
		hashes[i] = (struct record_hash){hash_text(records[i]),
			hash_bytes(bytes.bytes, bytes.length)};
		buf_release(&bytes);
	}
	return (struct site){.hashes = hashes, .hash_count = 3};
}

static void write_site(void)
{
	for (size_t i = 0; i < 3; i++)
		workdir_write(records[i], "<x/>");
	workdir_write(feed, "BEGIN:VCALENDAR");
}

static void store_index(void)
{
	const char *outputs[] = {"en/calendar.ics"};
	struct record_hash hashes[3];
	struct site site = read_site(hashes);
	struct index_facts facts = {NOW, UNTIL, outputs, 1, 7};
	struct filestats stats;
	struct buf bytes = BUF_INIT;
	FILE *file;

	zone_find("UTC");
	assert_int_equal(filestat_walk(&stats, 1), 0);
	filestat_take_contents(&stats, &site);
	index_put(&bytes, &stats, &facts);
	mkdir(INDEX_FOLDER, 0777);
	file = fopen(INDEX_PATH, "w");
	assert_non_null(file);
	assert_int_equal(
		fwrite(bytes.bytes, 1, bytes.length, file), bytes.length);
	fclose(file);
	buf_release(&bytes);
	filestat_release(&stats);
}

/* How many changes are found goes to `*count`, and the first to `*first`. */
static enum index_answer ask_for_changes(
	instant now, size_t *count, struct index_change *first)
{
	struct index *index = index_open();
	struct index_changes changes = {NULL, 0};
	struct pool pool = POOL_INIT;
	struct filestats stats;
	enum index_answer answer = INDEX_DOUBT;

	assert_int_equal(filestat_walk(&stats, 1), 0);
	if (index != NULL)
		answer = index_ask(index, &stats, now, &pool, &changes);
	*count = changes.count;
	if (changes.count > 0)
		*first = changes.items[0];
	pool_release(&pool);
	index_close(index);
	filestat_release(&stats);
	return answer;
}

static enum index_answer ask_at(instant now)
{
	struct index_change first;
	size_t count;

	return ask_for_changes(now, &count, &first);
}

/* A site whose files are old enough to be trusted. */
static void make_site(void)
{
	const struct timespec pause = {.tv_sec = 2, .tv_nsec = 100000000};

	write_site();
	nanosleep(&pause, NULL);
	store_index();
	assert_int_equal(ask_at(NOW), INDEX_SAME);
}

static void nothing_changed_is_seen(void **state)
{
	(void)state;
	make_site();
	assert_int_equal(ask_at(UNTIL - 1), INDEX_SAME);
	/* A window may have moved, or an embargo ended; or a clock is wrong. */
	assert_int_equal(ask_at(UNTIL), INDEX_CHANGED);
	assert_int_equal(ask_at(NOW - 1), INDEX_DOUBT);
}

/*
 * The stamps of a file but for its ctime, which nobody can set back, and which
 * moves with a clock that ticks some hundred times a second.
 */
static void write_in_disguise(const char *path, const char *text)
{
	struct stat before, after;
	struct timespec times[2];

	assert_int_equal(stat(path, &before), 0);
	workdir_write(path, text);
	times[0] = before.st_atim;
	times[1] = before.st_mtim;
	do {
		assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
		assert_int_equal(stat(path, &after), 0);
	} while (after.st_ctim.tv_sec == before.st_ctim.tv_sec &&
		after.st_ctim.tv_nsec == before.st_ctim.tv_nsec);
}

static void a_change_in_disguise_is_seen(void **state)
{
	(void)state;
	write_site();
	store_index();
	assert_int_equal(ask_at(NOW), INDEX_TOUCHED);
	write_in_disguise(record, "<y/>");
	assert_int_equal(ask_at(NOW), INDEX_CHANGED);
	write_in_disguise(record, "<x/>");
	assert_int_equal(ask_at(NOW), INDEX_TOUCHED);
	write_in_disguise(feed, "BEGIN:VCALENDER");
	assert_int_equal(ask_at(NOW), INDEX_DOUBT);
}

static void files_that_come_and_go_are_seen(void **state)
{
	(void)state;
	write_site();
	store_index();
	workdir_write("events/talks/01/fr.xml", "<x/>");
	assert_int_equal(ask_at(NOW), INDEX_CHANGED);
	assert_int_equal(
		rename("events/talks/01/fr.xml", "events/talks/01/en.xml"), 0);
	assert_int_equal(ask_at(NOW), INDEX_TOUCHED);
	assert_int_equal(rename("events/talks/01", "events/talks/02"), 0);
	assert_int_equal(ask_at(NOW), INDEX_CHANGED);
	assert_int_equal(rename("events/talks/02", "events/talks/01"), 0);
	assert_int_equal(ask_at(NOW), INDEX_TOUCHED);
	assert_int_equal(unlink(feed), 0);
	assert_int_equal(ask_at(NOW), INDEX_DOUBT);
}

static void the_folder_of_a_change_is_known(void **state)
{
	struct index_change change;
	size_t count;

	(void)state;
	write_site();
	store_index();
	workdir_write("events/talks/01/fr.xml", "<x/>");
	ask_for_changes(NOW, &count, &change);
	assert_int_equal(count, 1);
	assert_true(change.is_new);
	assert_int_equal(change.folder, hash_text("events/talks/01"));
	assert_int_equal(unlink("events/talks/01/fr.xml"), 0);
	assert_int_equal(unlink(record), 0);
	ask_for_changes(NOW, &count, &change);
	assert_int_equal(count, 1);
	assert_null(change.path);
	assert_int_equal(change.folder,
		hash_bytes(record, (size_t)(strrchr(record, '/') - record)));
}

static void a_spoilt_index_is_not_believed(void **state)
{
	struct buf bytes = BUF_INIT;

	(void)state;
	write_site();
	store_index();
	assert_int_equal(file_read(INDEX_PATH, 1 << 20, &bytes), 0);
	for (size_t i = 0; i < bytes.length; i++) {
		int fd = open(INDEX_PATH, O_WRONLY);
		char spoilt = (char)(bytes.bytes[i] ^ 1);

		assert_int_equal(pwrite(fd, &spoilt, 1, (off_t)i), 1);
		assert_int_equal(ask_at(NOW), INDEX_DOUBT);
		assert_int_equal(pwrite(fd, &bytes.bytes[i], 1, (off_t)i), 1);
		close(fd);
	}
	for (size_t length = bytes.length; length-- > 0;) {
		assert_int_equal(truncate(INDEX_PATH, (off_t)length), 0);
		assert_int_equal(ask_at(NOW), INDEX_DOUBT);
	}
	buf_release(&bytes);
	assert_int_equal(unlink(INDEX_PATH), 0);
	assert_int_equal(ask_at(NOW), INDEX_DOUBT);
}

static void what_was_noted_comes_back(void **state)
{
	struct index *index;

	(void)state;
	write_site();
	store_index();
	index = index_open();
	assert_non_null(index);
	assert_int_equal(index_until(index), UNTIL);
	assert_int_equal(index_complaints(index), 7);
	assert_true(index_is_of_program(index));
	index_close(index);
}

/* What is under embargo has a name too. */
static void names_of_records_do_not_stand_in_it(void **state)
{
	struct buf bytes = BUF_INIT;

	(void)state;
	write_site();
	store_index();
	assert_int_equal(file_read(INDEX_PATH, 1 << 20, &bytes), 0);
	assert_null(memmem(bytes.bytes, bytes.length, "talks", 5));
	assert_null(memmem(bytes.bytes, bytes.length, "event", 5));
	buf_release(&bytes);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			nothing_changed_is_seen, workdir_enter, workdir_leave),
		cmocka_unit_test_setup_teardown(a_change_in_disguise_is_seen,
			workdir_enter, workdir_leave),
		cmocka_unit_test_setup_teardown(files_that_come_and_go_are_seen,
			workdir_enter, workdir_leave),
		cmocka_unit_test_setup_teardown(the_folder_of_a_change_is_known,
			workdir_enter, workdir_leave),
		cmocka_unit_test_setup_teardown(a_spoilt_index_is_not_believed,
			workdir_enter, workdir_leave),
		cmocka_unit_test_setup_teardown(what_was_noted_comes_back,
			workdir_enter, workdir_leave),
		cmocka_unit_test_setup_teardown(
			names_of_records_do_not_stand_in_it, workdir_enter,
			workdir_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
