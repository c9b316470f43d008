/*
 * write/json: strings of JSON (RFC 8259).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "write/json.h"
#include "base/banned.h"

static void strings_are_quoted_and_escaped(void **state)
{
	static const struct {
		const char *text, *json;
	} cases[] = {
		{"", "\"\""},
		{"Dialogue 7", "\"Dialogue 7\""},
		{"say \"yes\"", "\"say \\\"yes\\\"\""},
		{"a\\b", "\"a\\\\b\""},
		{"two\nlines\ttab\r", "\"two\\nlines\\u0009tab\\u000d\""},
		{"\x01\x1F\x7F", "\"\\u0001\\u001f\x7F\""},
		{"</script>", "\"</script>\""},
		{"日本 é \xF0\x9F\x87\xAF", "\"日本 é \xF0\x9F\x87\xAF\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf out = BUF_INIT;

		json_string(&out, cases[i].text);
		assert_string_equal(out.bytes, cases[i].json);
		buf_release(&out);
	}
}

static void strings_are_appended(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	json_string(&out, "uid");
	buf_putc(&out, ':');
	json_string(&out, "7");
	assert_string_equal(out.bytes, "\"uid\":\"7\"");
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strings_are_quoted_and_escaped),
		cmocka_unit_test(strings_are_appended),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
