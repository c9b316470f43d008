/*
 * base/buf: growing runs of bytes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/buf.h"
#include "base/banned.h"

static void empty_buf_is_an_empty_string(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	assert_int_equal(buf.length, 0);
	assert_string_equal(buf.bytes, "");
	buf_release(&buf);
	assert_string_equal(buf.bytes, "");
}

static void what_is_appended_stands_in_order(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	buf_puts(&buf, "calendar");
	buf_putc(&buf, '-');
	buf_printf(&buf, "%d.%s", 2026, "ics");
	buf_put(&buf, "?ignored", 1);
	assert_string_equal(buf.bytes, "calendar-2026.ics?");
	assert_int_equal(buf.length, strlen("calendar-2026.ics?"));
	buf_release(&buf);
}

static void appending_nothing_leaves_the_shared_empty_string_alone(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	buf_put(&buf, "x", 0);
	buf_puts(&buf, "");
	assert_ptr_equal(buf.bytes, buf_empty);
	assert_int_equal(buf_empty[0], '\0');
	buf_release(&buf);
}

static void nul_bytes_are_kept(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	buf_put(&buf, "a\0b", 3);
	buf_putc(&buf, '\0');
	assert_int_equal(buf.length, 4);
	assert_memory_equal(buf.bytes, "a\0b\0", 5);
	buf_release(&buf);
}

/* Every length around the sizes at which room is made. */
static void every_length_is_followed_by_a_nul(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	for (size_t length = 0; length < 5000; length++) {
		assert_int_equal(buf.length, length);
		assert_int_equal(buf.bytes[length], '\0');
		buf_putc(&buf, (char)('a' + length % 26));
	}
	for (size_t i = 0; i < buf.length; i++)
		assert_int_equal(buf.bytes[i], 'a' + i % 26);
	buf_release(&buf);
}

static void long_text_is_printed_whole(void **state)
{
	static const int widths[] = {1, 62, 63, 64, 65, 127, 128, 4096};

	(void)state;
	for (size_t i = 0; i < sizeof(widths) / sizeof(*widths); i++) {
		struct buf buf = BUF_INIT;

		buf_printf(&buf, "%*d", widths[i], 7);
		assert_int_equal(buf.length, widths[i]);
		assert_int_equal(strlen(buf.bytes), widths[i]);
		assert_int_equal(buf.bytes[widths[i] - 1], '7');
		buf_release(&buf);
	}
}

static void numbers_have_as_many_digits_as_they_want(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	buf_put_number(&buf, 0, 1);
	buf_putc(&buf, ' ');
	buf_put_number(&buf, 7, 2);
	buf_putc(&buf, ' ');
	buf_put_number(&buf, 2026, 4);
	buf_putc(&buf, ' ');
	buf_put_number(&buf, -5, 1);
	buf_putc(&buf, ' ');
	buf_put_number(&buf, INT64_MIN, 1);
	buf_putc(&buf, ' ');
	buf_put_number(&buf, INT64_MAX, 1);
	assert_string_equal(buf.bytes,
		"0 07 2026 -5 -9223372036854775808 9223372036854775807");
	buf_release(&buf);
}

/* What is printed by hand, and what printf() is called for behind it. */
static void all_is_printed_as_printf_prints_it(void **state)
{
	struct buf buf = BUF_INIT;
	char expected[200];

	(void)state;
	snprintf(expected, sizeof(expected), "%s|%d|%d|%%|%.3s|%05d|%s|%zu",
		"fr", -1, 0, "official", 42, "", sizeof(buf));
	buf_printf(&buf, "%s|%d|%d|%%|%.3s|%05d|%s|%zu", "fr", -1, 0,
		"official", 42, "", sizeof(buf));
	assert_string_equal(buf.bytes, expected);
	buf_cut(&buf, 0);
	buf_printf(&buf, "%s", "");
	assert_string_equal(buf.bytes, "");
	buf_release(&buf);
}

static void cut_keeps_the_start(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	buf_cut(&buf, 0);
	buf_puts(&buf, "fr.xml");
	buf_cut(&buf, 6);
	assert_string_equal(buf.bytes, "fr.xml");
	buf_cut(&buf, 2);
	assert_string_equal(buf.bytes, "fr");
	buf_puts(&buf, ".ics");
	assert_string_equal(buf.bytes, "fr.ics");
	buf_cut(&buf, 0);
	assert_string_equal(buf.bytes, "");
	buf_release(&buf);
}

static void released_buf_can_be_used_again(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	buf_puts(&buf, "first");
	buf_release(&buf);
	assert_int_equal(buf.length, 0);
	buf_puts(&buf, "second");
	assert_string_equal(buf.bytes, "second");
	buf_release(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_buf_is_an_empty_string),
		cmocka_unit_test(what_is_appended_stands_in_order),
		cmocka_unit_test(
			appending_nothing_leaves_the_shared_empty_string_alone),
		cmocka_unit_test(nul_bytes_are_kept),
		cmocka_unit_test(every_length_is_followed_by_a_nul),
		cmocka_unit_test(long_text_is_printed_whole),
		cmocka_unit_test(numbers_have_as_many_digits_as_they_want),
		cmocka_unit_test(all_is_printed_as_printf_prints_it),
		cmocka_unit_test(cut_keeps_the_start),
		cmocka_unit_test(released_buf_can_be_used_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
