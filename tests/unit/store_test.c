/*
 * store: files that readers see whole.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <sys/stat.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <cmocka.h>
#include "store/batch.h"
#include "store/store.h"
#include "store/temp_file.h"
#include "workdir.h"
#include "base/banned.h"

static enum store_result put(const char *path, const char *text)
{
	struct buf bytes = BUF_INIT;
	enum store_result result;

	buf_puts(&bytes, text);
	result = store_put(path, &bytes, STORE_PUBLIC);
	buf_release(&bytes);
	return result;
}

static int holds(const char *path, const struct buf *bytes)
{
	struct content content = CONTENT_INIT;
	int result;

	content_put(&content, bytes->bytes, bytes->length);
	result = content_is_at(&content, path) == 1;
	content_release(&content);
	return result;
}

static mode_t mode_of(const char *path)
{
	struct stat status;

	assert_int_equal(lstat(path, &status), 0);
	return status.st_mode;
}

static int exists(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0;
}

/* Whether nothing is left that was on its way. */
static bool no_hidden(const char *folder)
{
	DIR *stream = opendir(folder);
	const struct dirent *entry;
	bool found = false;

	while ((entry = readdir(stream)) != NULL)
		found |= entry->d_name[0] == '.' && entry->d_type == DT_REG;
	closedir(stream);
	return !found;
}

static void what_is_put_stands_there(void **state)
{
	(void)state;
	assert_int_equal(put("all.ics", "first\n"), STORE_WRITTEN);
	workdir_expect("all.ics", "first\n");
	assert_int_equal(put("all.ics", "second, longer\n"), STORE_WRITTEN);
	workdir_expect("all.ics", "second, longer\n");
	assert_int_equal(put("all.ics", ""), STORE_WRITTEN);
	workdir_expect("all.ics", "");
	assert_true(no_hidden("."));
}

static void what_is_new_takes_no_place_of_another(void **state)
{
	static const char *const there[] = {
		"old.xml", "records/new.xml", "link.xml"};
	struct buf bytes = BUF_INIT;
	mode_t before = umask(027);

	(void)state;
	buf_puts(&bytes, "new\n");
	assert_int_equal(
		store_put("records/new.xml", &bytes, STORE_NEW), STORE_WRITTEN);
	workdir_expect("records/new.xml", "new\n");
	assert_int_equal(mode_of("records/new.xml"), S_IFREG | 0640);
	assert_int_equal(put("old.xml", "old\n"), STORE_WRITTEN);
	assert_int_equal(symlink("nowhere", "link.xml"), 0);
	for (size_t i = 0; i < sizeof(there) / sizeof(*there); i++) {
		errno = 0;
		assert_int_equal(
			store_put(there[i], &bytes, STORE_NEW), STORE_FAILED);
		assert_int_equal(errno, EEXIST);
	}
	workdir_expect("old.xml", "old\n");
	assert_false(exists("nowhere"));
	umask(before);
	buf_release(&bytes);
}

/* Its time stays too, so that servers go on answering "not modified". */
static void the_same_bytes_are_not_written_again(void **state)
{
	static const struct timespec old[2] = {
		{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
	struct stat before, after;

	(void)state;
	assert_int_equal(put("all.ics", "same\n"), STORE_WRITTEN);
	assert_int_equal(utimensat(AT_FDCWD, "all.ics", old, 0), 0);
	assert_int_equal(stat("all.ics", &before), 0);
	assert_int_equal(put("all.ics", "same\n"), STORE_SAME);
	assert_int_equal(stat("all.ics", &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_int_equal(before.st_mtime, after.st_mtime);
	assert_int_equal(put("all.ics", "sane\n"), STORE_WRITTEN);
}

/* More than is compared at once, different in the last byte only. */
static void long_files_are_compared_to_the_end(void **state)
{
	struct buf bytes = BUF_INIT;

	(void)state;
	for (int i = 0; i < 200000; i++)
		buf_putc(&bytes, (char)('a' + i % 26));
	assert_int_equal(
		store_put("long", &bytes, STORE_PUBLIC), STORE_WRITTEN);
	assert_int_equal(store_put("long", &bytes, STORE_PUBLIC), STORE_SAME);
	assert_true(holds("long", &bytes));
	bytes.bytes[bytes.length - 1] = '!';
	assert_false(holds("long", &bytes));
	assert_int_equal(
		store_put("long", &bytes, STORE_PUBLIC), STORE_WRITTEN);
	buf_cut(&bytes, bytes.length - 1);
	assert_false(holds("long", &bytes));
	buf_release(&bytes);
}

static void holds_is_about_regular_files(void **state)
{
	struct buf nothing = BUF_INIT;

	(void)state;
	assert_false(holds("none", &nothing));
	assert_int_equal(mkdir("folder", 0777), 0);
	assert_false(holds("folder", &nothing));
	workdir_write("empty", "");
	assert_true(holds("empty", &nothing));
	assert_int_equal(symlink("empty", "link"), 0);
	assert_false(holds("link", &nothing));
	assert_int_equal(mkfifo("pipe", 0666), 0);
	assert_false(holds("pipe", &nothing));
}

static void everybody_may_read_whatever_the_umask_says(void **state)
{
	static const mode_t masks[] = {0, 022, 027, 077, 0777};
	mode_t before = umask(0);

	(void)state;
	for (size_t i = 0; i < sizeof(masks) / sizeof(*masks); i++) {
		enum store_result result;

		umask(masks[i]);
		unlink("all.ics");
		result = put("all.ics", "bytes\n");
		umask(before);
		assert_int_equal(result, STORE_WRITTEN);
		assert_int_equal(mode_of("all.ics"), S_IFREG | 0644);
	}
}

static void folders_on_the_way_are_made(void **state)
{
	(void)state;
	assert_int_equal(put("feeds/fr/series/all.ics", "x"), STORE_WRITTEN);
	workdir_expect("feeds/fr/series/all.ics", "x");
	assert_int_equal(put("feeds/fr/series/2026.ics", "y"), STORE_WRITTEN);
	assert_true(S_ISDIR(mode_of("feeds/fr/series")));
}

/* Runs that cannot lock each other out have temporary files of their own. */
static void two_files_on_their_way_to_one_place_are_apart(void **state)
{
	struct content content = CONTENT_INIT;
	struct temp_file first, second;

	(void)state;
	content_put(&content, "first\n", 6);
	temp_file_begin(&first, "all.ics", &content, STORE_PUBLIC);
	content_put(&content, "second\n", 7);
	temp_file_begin(&second, "all.ics", &content, STORE_PUBLIC);
	assert_int_equal(temp_file_open(&first), 0);
	assert_int_equal(temp_file_open(&second), 0);
	assert_string_not_equal(first.temporary.bytes, second.temporary.bytes);
	assert_int_equal(temp_file_fill(&first), 0);
	assert_int_equal(temp_file_place(&first), 0);
	workdir_expect("all.ics", "first\n");
	assert_int_equal(temp_file_fill(&second), 0);
	assert_int_equal(temp_file_place(&second), 0);
	workdir_expect("all.ics", "second\n");
	temp_file_release(&first);
	temp_file_release(&second);
	assert_true(no_hidden("."));
}

static void a_link_is_replaced_not_written_through(void **state)
{
	(void)state;
	workdir_write("elsewhere", "mine\n");
	assert_int_equal(symlink("elsewhere", "all.ics"), 0);
	assert_int_equal(put("all.ics", "new\n"), STORE_WRITTEN);
	assert_true(S_ISREG(mode_of("all.ics")));
	workdir_expect("all.ics", "new\n");
	workdir_expect("elsewhere", "mine\n");
}

/* Also where the link leads to the very bytes. */
static void a_link_to_the_same_bytes_is_replaced_too(void **state)
{
	(void)state;
	workdir_write("elsewhere", "same\n");
	assert_int_equal(symlink("elsewhere", "all.ics"), 0);
	assert_int_equal(put("all.ics", "same\n"), STORE_WRITTEN);
	assert_true(S_ISREG(mode_of("all.ics")));
}

static void a_folder_in_the_way_is_left_alone(void **state)
{
	(void)state;
	workdir_write("all.ics/precious", "mine\n");
	assert_int_equal(put("all.ics", "new\n"), STORE_FAILED);
	assert_int_equal(errno, EISDIR);
	workdir_expect("all.ics/precious", "mine\n");
	assert_true(no_hidden("."));
}

static void a_file_where_a_folder_should_be_is_left_alone(void **state)
{
	(void)state;
	workdir_write("feeds", "mine\n");
	assert_int_equal(put("feeds/all.ics", "new\n"), STORE_FAILED);
	assert_int_equal(errno, ENOTDIR);
	workdir_expect("feeds", "mine\n");
}

static void a_folder_that_is_read_only_keeps_the_old_file(void **state)
{
	(void)state;
	if (geteuid() == 0)
		skip(); /* root may write everywhere */
	workdir_write("feeds/all.ics", "old\n");
	assert_int_equal(chmod("feeds", 0555), 0);
	assert_int_equal(put("feeds/all.ics", "new\n"), STORE_FAILED);
	assert_int_equal(errno, EACCES);
	assert_int_equal(chmod("feeds", 0755), 0);
	workdir_expect("feeds/all.ics", "old\n");
}

/* In a process of its own: the limit is for good. */
static void a_disk_that_is_full_keeps_the_old_file(void **state)
{
	pid_t child;
	int status;

	(void)state;
	workdir_write("all.ics", "old\n");
	child = fork();
	if (child == 0) {
		enum store_result result;
		struct buf bytes = BUF_INIT;

		/* Nothing longer than the old file can be written. */
		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &(struct rlimit){4, 4});
		buf_puts(&bytes, "new, and longer\n");
		result = store_put("all.ics", &bytes, STORE_PUBLIC);
		_exit(result == STORE_FAILED && errno == EFBIG ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	workdir_expect("all.ics", "old\n");
	assert_true(no_hidden("."));
}

static time_t time_of(const char *path)
{
	struct stat status;

	assert_int_equal(lstat(path, &status), 0);
	return status.st_mtime;
}

/* Servers tell versions apart by the second; the clock may have gone back. */
static void the_time_of_a_file_always_moves_forward(void **state)
{
	const time_t ahead = time(NULL) + 1000;
	const struct timespec times[2] = {
		{.tv_sec = ahead}, {.tv_sec = ahead, .tv_nsec = 999999999}};

	(void)state;
	workdir_write("all.ics", "first\n");
	assert_int_equal(utimensat(AT_FDCWD, "all.ics", times, 0), 0);
	assert_int_equal(put("all.ics", "other\n"), STORE_WRITTEN);
	assert_int_equal(time_of("all.ics"), ahead + 1);
	assert_int_equal(put("all.ics", "third, longer\n"), STORE_WRITTEN);
	assert_int_equal(time_of("all.ics"), ahead + 2);
	assert_int_equal(put("all.ics", "third, longer\n"), STORE_SAME);
	assert_int_equal(time_of("all.ics"), ahead + 2);
}

static void folders_are_for_everybody_too(void **state)
{
	mode_t before = umask(077);
	enum store_result result = put("feeds/fr/all.ics", "x");

	(void)state;
	umask(before);
	assert_int_equal(result, STORE_WRITTEN);
	assert_int_equal(mode_of("feeds"), S_IFDIR | 0755);
	assert_int_equal(mode_of("feeds/fr"), S_IFDIR | 0755);
}

static void note_result(void *data, const char *path, enum store_result result,
	const char *note)
{
	if (result == STORE_FAILED)
		buf_printf(data, "%s: %s\n", path, strerror(errno));
	else if (note != NULL)
		buf_printf(data, "%s: %s, %s\n", path, note,
			result == STORE_SAME ? "the same" : "written");
}

/* In two runs, of which the content owns the first. */
static void put_text(struct batch *batch, const char *path, const char *text,
	const char *note)
{
	struct content content = CONTENT_INIT;
	struct buf first = BUF_INIT;

	buf_put(&first, text, 1);
	content_own(&content, &first);
	content_put(&content, text + 1, strlen(text + 1));
	batch_put(batch, path, &content, STORE_PUBLIC, note);
	assert_int_equal(content.length, 0);
}

static void a_batch_comes_into_place_when_it_is_finished(void **state)
{
	struct buf results = BUF_INIT;
	struct batch *batch = batch_new(2, note_result, &results);

	(void)state;
	workdir_write("fr/all.ics", "old\n");
	workdir_write("fr/same.ics", "same\n");
	put_text(batch, "fr/all.ics", "new\n", "why");
	put_text(batch, "fr/same.ics", "same\n", "so");
	put_text(batch, "en/all.ics", "new\n", NULL);
	workdir_expect("fr/all.ics", "old\n");
	assert_false(exists("en/all.ics"));
	batch_finish(batch);
	workdir_expect("fr/all.ics", "new\n");
	workdir_expect("en/all.ics", "new\n");
	assert_int_equal(mode_of("fr/all.ics"), S_IFREG | 0644);
	assert_true(no_hidden("fr"));
	assert_string_equal(results.bytes,
		"fr/all.ics: why, written\nfr/same.ics: so, the same\n");
	batch_free(batch);
	buf_release(&results);
}

static void an_empty_folder_gives_way_to_a_file(void **state)
{
	(void)state;
	assert_int_equal(mkdir("all.ics", 0755), 0);
	assert_int_equal(put("all.ics", "new\n"), STORE_WRITTEN);
	workdir_expect("all.ics", "new\n");
	workdir_write("b.ics/precious", "mine\n");
	assert_int_equal(put("b.ics", "new\n"), STORE_FAILED);
	assert_int_equal(errno, EISDIR);
	workdir_expect("b.ics/precious", "mine\n");
}

static void a_batch_tells_what_could_not_come_into_place(void **state)
{
	struct buf failures = BUF_INIT;
	struct batch *batch = batch_new(1, note_result, &failures);

	(void)state;
	workdir_write("all.ics/precious", "mine\n");
	put_text(batch, "all.ics", "new\n", NULL);
	put_text(batch, "b.ics", "new\n", NULL);
	batch_finish(batch);
	assert_string_equal(failures.bytes, "all.ics: Is a directory\n");
	workdir_expect("all.ics/precious", "mine\n");
	workdir_expect("b.ics", "new\n");
	assert_true(no_hidden("."));
	put_text(batch, "c.ics", "new\n", NULL);
	batch_free(batch);
	assert_false(exists("c.ics"));
	assert_true(no_hidden("."));
	buf_release(&failures);
}

static void put_many(struct batch *batch, int count)
{
	struct buf path = BUF_INIT;

	for (int i = 0; i < count; i++) {
		buf_cut(&path, 0);
		buf_printf(&path, "%d/%d.ics", i % 3, i);
		put_text(batch, path.bytes, "BEGIN:VCALENDAR\n", NULL);
	}
	batch_finish(batch);
	buf_release(&path);
}

/* More than wait at the same time. */
static void a_batch_has_room_for_many(void **state)
{
	struct buf failures = BUF_INIT;
	struct batch *batch = batch_new(2, note_result, &failures);

	(void)state;
	put_many(batch, 300);
	batch_free(batch);
	assert_int_equal(failures.length, 0);
	workdir_expect("0/0.ics", "BEGIN:VCALENDAR\n");
	workdir_expect("2/299.ics", "BEGIN:VCALENDAR\n");
}

/* Some of them then wait for what others hold that are not in place yet. */
static void a_batch_needs_no_more_numbers_than_there_are(void **state)
{
	struct buf failures = BUF_INIT;
	struct batch *batch = batch_new(2, note_result, &failures);
	struct rlimit before;

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	setrlimit(RLIMIT_NOFILE, &(struct rlimit){32, before.rlim_max});
	put_many(batch, 100);
	setrlimit(RLIMIT_NOFILE, &before);
	batch_free(batch);
	assert_int_equal(failures.length, 0);
	workdir_expect("0/99.ics", "BEGIN:VCALENDAR\n");
	assert_true(no_hidden("0"));
}

static void leftovers_are_swept_away(void **state)
{
	(void)state;
	workdir_write("feeds/fr/.all.ics.new", "half of");
	workdir_write("feeds/fr/x/.07.ics.new", "half of");
	workdir_write("feeds/fr/all.ics", "whole\n");
	workdir_write("feeds/.htaccess", "mine\n");
	workdir_write("feeds/.git/.all.ics.new", "mine\n");
	workdir_write("elsewhere/.all.ics.new", "mine\n");
	assert_int_equal(symlink("../elsewhere", "feeds/link"), 0);
	temp_file_sweep("feeds");
	temp_file_sweep("none");
	assert_false(exists("feeds/fr/.all.ics.new"));
	assert_false(exists("feeds/fr/x/.07.ics.new"));
	workdir_expect("feeds/fr/all.ics", "whole\n");
	workdir_expect("feeds/.htaccess", "mine\n");
	workdir_expect("feeds/.git/.all.ics.new", "mine\n");
	workdir_expect("elsewhere/.all.ics.new", "mine\n");
}

static int overwrite(const char *path, const char *text)
{
	struct buf bytes = BUF_INIT;
	int result;

	buf_puts(&bytes, text);
	result = store_overwrite(path, &bytes);
	buf_release(&bytes);
	return result;
}

static void what_is_overwritten_keeps_its_place(void **state)
{
	struct stat before, after;

	(void)state;
	assert_int_equal(overwrite("told.tsv", "first"), 0);
	workdir_expect("told.tsv", "first");
	assert_int_equal(stat("told.tsv", &before), 0);
	assert_int_equal(overwrite("told.tsv", "other"), 0);
	workdir_expect("told.tsv", "other");
	assert_int_equal(overwrite("told.tsv", "one"), 0);
	workdir_expect("told.tsv", "one");
	assert_int_equal(stat("told.tsv", &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
}

static void what_is_no_file_is_not_overwritten(void **state)
{
	(void)state;
	assert_int_equal(symlink("elsewhere", "told"), 0);
	assert_int_equal(overwrite("told", "x"), -1);
	assert_int_equal(errno, ELOOP);
	assert_false(exists("elsewhere"));
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_int_equal(overwrite("pipe", "x"), -1);
	assert_int_equal(overwrite("told/below", "x"), -1);
}

static enum store_result edit(
	const char *path, const char *before, const char *after)
{
	struct buf old = BUF_INIT, new = BUF_INIT;
	enum store_result result;

	buf_puts(&old, before);
	buf_puts(&new, after);
	result = store_edit(path, &old, &new);
	buf_release(&old);
	buf_release(&new);
	return result;
}

static void what_is_edited_keeps_its_mode(void **state)
{
	struct stat status;

	(void)state;
	assert_int_equal(put("record", "one"), STORE_WRITTEN);
	assert_int_equal(chmod("record", 0620), 0);
	assert_int_equal(edit("record", "one", "two"), STORE_WRITTEN);
	assert_int_equal(stat("record", &status), 0);
	assert_int_equal(status.st_mode & 07777, 0620);
	assert_int_equal(edit("record", "two", "three"), STORE_WRITTEN);
	assert_true(no_hidden("."));
}

static void what_somebody_changed_meanwhile_is_not_edited(void **state)
{
	(void)state;
	assert_int_equal(put("record", "one"), STORE_WRITTEN);
	assert_int_equal(edit("record", "another", "two"), STORE_FAILED);
	assert_int_equal(errno, ESTALE);
	assert_int_equal(edit("gone", "one", "two"), STORE_FAILED);
	assert_int_equal(errno, ESTALE);
	assert_int_equal(edit("record", "one", "two"), STORE_WRITTEN);
	assert_true(no_hidden("."));
}

#define IN_WORKDIR(test)                                                       \
	cmocka_unit_test_setup_teardown(test, workdir_enter, workdir_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_WORKDIR(what_is_put_stands_there),
		IN_WORKDIR(what_is_new_takes_no_place_of_another),
		IN_WORKDIR(the_same_bytes_are_not_written_again),
		IN_WORKDIR(long_files_are_compared_to_the_end),
		IN_WORKDIR(holds_is_about_regular_files),
		IN_WORKDIR(everybody_may_read_whatever_the_umask_says),
		IN_WORKDIR(folders_on_the_way_are_made),
		IN_WORKDIR(two_files_on_their_way_to_one_place_are_apart),
		IN_WORKDIR(a_link_is_replaced_not_written_through),
		IN_WORKDIR(a_link_to_the_same_bytes_is_replaced_too),
		IN_WORKDIR(a_folder_in_the_way_is_left_alone),
		IN_WORKDIR(a_file_where_a_folder_should_be_is_left_alone),
		IN_WORKDIR(a_folder_that_is_read_only_keeps_the_old_file),
		IN_WORKDIR(a_disk_that_is_full_keeps_the_old_file),
		IN_WORKDIR(what_is_overwritten_keeps_its_place),
		IN_WORKDIR(what_is_no_file_is_not_overwritten),
		IN_WORKDIR(the_time_of_a_file_always_moves_forward),
		IN_WORKDIR(folders_are_for_everybody_too),
		IN_WORKDIR(a_batch_comes_into_place_when_it_is_finished),
		IN_WORKDIR(an_empty_folder_gives_way_to_a_file),
		IN_WORKDIR(a_batch_tells_what_could_not_come_into_place),
		IN_WORKDIR(a_batch_has_room_for_many),
		IN_WORKDIR(a_batch_needs_no_more_numbers_than_there_are),
		IN_WORKDIR(leftovers_are_swept_away),
		IN_WORKDIR(what_is_edited_keeps_its_mode),
		IN_WORKDIR(what_somebody_changed_meanwhile_is_not_edited),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
