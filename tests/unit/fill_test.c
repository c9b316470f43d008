/*
 * model/fill: patterns of the phrase catalogues.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "model/fill.h"
#include "base/banned.h"

static void names_in_braces_are_replaced(void **state)
{
	static const struct filling fillings[] = {
		{"title", "Dialogue"}, {"t", "T"}, {"number", "7"}, {NULL}};
	static const struct {
		const char *pattern, *filled;
	} cases[] = {
		{"", ""},
		{"no names", "no names"},
		{"{title}", "Dialogue"},
		{"{title} ({number})", "Dialogue (7)"},
		{"第{number}回{title}", "第7回Dialogue"},
		{"{number}{number}", "77"},
		{"{t}{title}", "TDialogue"},
		{"a {unknown} b", "a  b"},
		{"{}", ""},
		{"} alone", "} alone"},
		{"end {number", "end 7"},
		{"end {", "end "},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf out = BUF_INIT;

		fill(&out, cases[i].pattern, fillings);
		assert_string_equal(out.bytes, cases[i].filled);
		buf_release(&out);
	}
}

/* A title may well have braces in it. */
static void what_is_filled_in_is_no_pattern(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	fill_one(&out, "To be confirmed: {title}", "title", "{title} {x");
	assert_string_equal(out.bytes, "To be confirmed: {title} {x");
	buf_release(&out);
}

static void filled_patterns_are_appended(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	fill_one(&out, "{a}, ", "a", "first");
	fill_one(&out, "{a}", "a", "second");
	assert_string_equal(out.bytes, "first, second");
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_in_braces_are_replaced),
		cmocka_unit_test(what_is_filled_in_is_no_pattern),
		cmocka_unit_test(filled_patterns_are_appended),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
