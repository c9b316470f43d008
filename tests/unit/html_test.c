#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "base/html.h"

static void expect(const char *text, const char *expected)
{
	struct buf out = BUF_INIT;

	html_puts(&out, text);
	assert_string_equal(out.bytes, expected);
	buf_release(&out);
}

static void test_markup_is_escaped(void **state)
{
	(void)state;
	expect("a < b & c > d", "a &lt; b &amp; c &gt; d");
	expect("\" onload='x'", "&quot; onload=&#39;x&#39;");
	expect("日本\t–", "日本\t–");
	expect("", "");
}

static void test_harmful_characters_are_replaced(void **state)
{
	(void)state;
	expect("a\033[31mb", "a�[31mb");
	expect("a\u202Eb\u2066c", "a�b�c");
	expect("a\rb\nc\u2028d\xC2\x85"
	       "e",
		"a�b�c�d�e");
	/* Half a character, and an overlong '<'. */
	expect("a\xE6\x97", "a��");
	expect("\xC0\xBC", "��");
}

static void test_lines_stay_where_they_may(void **state)
{
	static const char text[] = "<1>\n\n\0\r\n2";
	struct buf out = BUF_INIT;

	(void)state;
	html_put_lines(&out, text, sizeof(text) - 1);
	assert_string_equal(out.bytes, "&lt;1&gt;\n\n��\n2");
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_markup_is_escaped),
		cmocka_unit_test(test_harmful_characters_are_replaced),
		cmocka_unit_test(test_lines_stay_where_they_may),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
