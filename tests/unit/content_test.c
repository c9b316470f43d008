/*
 * base/content: runs of bytes that are written without being put together.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <fcntl.h>
#include <unistd.h>
#include <cmocka.h>
#include "base/content.h"
#include "workdir.h"
#include "base/banned.h"

/* More than one call takes, and none of them behind the one before. */
enum { RUNS = 3000, LENGTH = 7 };

static void put_numbers(struct content *content, char *bytes)
{
	for (int i = 0; i < RUNS; i++) {
		char *run = bytes + (size_t)(RUNS - i) * LENGTH;

		for (int j = 0; j < LENGTH; j++)
			run[j] = (char)('a' + (i + j) % 26);
		content_put(content, run, LENGTH);
	}
}

static int is_at(const struct content *content, const struct buf *bytes)
{
	int fd = open("file", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert_int_equal(
		write(fd, bytes->bytes, bytes->length), (ssize_t)bytes->length);
	close(fd);
	return content_is_at(content, "file");
}

static void what_is_written_is_found_there(void **state)
{
	char *bytes = calloc(RUNS + 1, LENGTH);
	struct content content = CONTENT_INIT;
	struct buf joined = BUF_INIT;
	int fd = open("put", O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	(void)state;
	put_numbers(&content, bytes);
	assert_int_equal(content.run_count, RUNS);
	assert_int_equal(content.length, RUNS * LENGTH);
	assert_int_equal(content_write(&content, fd), 0);
	assert_int_equal(lseek(fd, 0, SEEK_CUR), RUNS * LENGTH);
	assert_int_equal(content_is_at(&content, "put"), 1);
	assert_int_equal(content_is_at(&content, "none"), 0);
	content_join(&content, &joined);
	assert_int_equal(is_at(&content, &joined), 1);
	close(fd);
	buf_release(&joined);
	content_release(&content);
	free(bytes);
}

static void every_byte_counts(void **state)
{
	char *bytes = calloc(RUNS + 1, LENGTH);
	struct content content = CONTENT_INIT;
	struct buf other = BUF_INIT;

	(void)state;
	put_numbers(&content, bytes);
	content_join(&content, &other);
	for (size_t at = 0; at < other.length; at += other.length / 50) {
		other.bytes[at] ^= 1;
		assert_int_equal(is_at(&content, &other), 0);
		other.bytes[at] ^= 1;
	}
	buf_cut(&other, other.length - 1);
	assert_int_equal(is_at(&content, &other), 0);
	content_join(&content, &other);
	assert_int_equal(is_at(&content, &other), 0);
	buf_release(&other);
	content_release(&content);
	free(bytes);
}

static void neighbours_are_one_run(void **state)
{
	const char text[] = "BEGIN:VEVENT";
	struct content content = CONTENT_INIT;
	struct buf joined = BUF_INIT;

	(void)state;
	content_put(&content, text, 6);
	content_put(&content, text + 6, 0);
	content_put(&content, text + 6, 6);
	assert_int_equal(content.run_count, 1);
	content_put(&content, text, 5);
	assert_int_equal(content.run_count, 2);
	content_join(&content, &joined);
	assert_string_equal(joined.bytes, "BEGIN:VEVENTBEGIN");
	buf_release(&joined);
	content_release(&content);
}

static void what_is_owned_is_taken_over(void **state)
{
	struct content content = CONTENT_INIT;
	struct buf head = BUF_INIT, joined = BUF_INIT;

	(void)state;
	for (int i = 0; i < 5; i++) {
		buf_printf(&head, "%d,", i);
		content_own(&content, &head);
		assert_int_equal(head.length, 0);
	}
	content_join(&content, &joined);
	assert_string_equal(joined.bytes, "0,1,2,3,4,");
	buf_release(&joined);
	content_release(&content);
	assert_int_equal(content.length, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_written_is_found_there,
			workdir_enter, workdir_leave),
		cmocka_unit_test_setup_teardown(
			every_byte_counts, workdir_enter, workdir_leave),
		cmocka_unit_test(neighbours_are_one_run),
		cmocka_unit_test(what_is_owned_is_taken_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
