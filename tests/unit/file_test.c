/*
 * base/file: whole files, read or mapped.
 */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "workdir.h"
#include "base/banned.h"

enum { MEBIBYTE = 1 << 20, PAGE = 4096 };

static void write_letters(size_t count)
{
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < count; i++)
		buf_putc(&text, (char)('a' + i % 26));
	workdir_write("file", text.bytes);
	buf_release(&text);
}

/* Where a page is full, the NUL behind the bytes stands in one more. */
static void what_is_mapped_is_what_is_read(void **state)
{
	static const size_t sizes[] = {0, 1, PAGE, MEBIBYTE - 1, MEBIBYTE,
		MEBIBYTE + 1, 3 * MEBIBYTE + PAGE};

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		struct buf read = BUF_INIT, mapped = BUF_INIT;

		write_letters(sizes[i]);
		assert_int_equal(file_read("file", 1 << 30, &read), 0);
		assert_int_equal(file_map("file", 1 << 30, &mapped), 0);
		assert_int_equal(read.length, sizes[i]);
		assert_int_equal(mapped.length, sizes[i]);
		assert_string_equal(mapped.bytes, read.bytes);
		buf_release(&read);
		buf_release(&mapped);
	}
}

static void what_is_left_of_an_open_file(void **state)
{
	struct buf rest = BUF_INIT;
	int file;

	(void)state;
	write_letters(PAGE);
	file = open("file", O_RDONLY);
	assert_int_equal(lseek(file, PAGE - 2, SEEK_SET), PAGE - 2);
	assert_int_equal(file_read_open(file, 2, &rest), 0);
	assert_int_equal(rest.length, 2);
	assert_int_equal(lseek(file, 0, SEEK_SET), 0);
	assert_int_equal(file_read_open(file, PAGE - 1, &rest), -1);
	assert_int_equal(errno, EFBIG);
	close(file);
	buf_release(&rest);
}

/* The one that replaces it is another file. */
static void what_is_mapped_outlives_its_file(void **state)
{
	struct buf mapped = BUF_INIT;

	(void)state;
	write_letters(2 * MEBIBYTE);
	assert_int_equal(file_map("file", 1 << 30, &mapped), 0);
	workdir_write("other", "x");
	assert_int_equal(rename("other", "file"), 0);
	assert_int_equal(strlen(mapped.bytes), 2 * MEBIBYTE);
	buf_release(&mapped);
}

static void no_link_and_no_giant_is_mapped(void **state)
{
	struct buf mapped = BUF_INIT;

	(void)state;
	write_letters(2 * MEBIBYTE);
	assert_int_equal(symlink("file", "link"), 0);
	assert_int_equal(file_map("link", 1 << 30, &mapped), -1);
	assert_int_equal(errno, ELOOP);
	assert_int_equal(file_map("file", MEBIBYTE, &mapped), -1);
	assert_int_equal(errno, EFBIG);
	assert_int_equal(file_map(".", 1 << 30, &mapped), -1);
	assert_int_equal(errno, EINVAL);
	buf_release(&mapped);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_mapped_is_what_is_read,
			workdir_enter, workdir_leave),
		cmocka_unit_test_setup_teardown(what_is_left_of_an_open_file,
			workdir_enter, workdir_leave),
		cmocka_unit_test_setup_teardown(
			what_is_mapped_outlives_its_file, workdir_enter,
			workdir_leave),
		cmocka_unit_test_setup_teardown(no_link_and_no_giant_is_mapped,
			workdir_enter, workdir_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
