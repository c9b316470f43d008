/*
 * Regular expressions: the patterns of values, and letters in any order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "prove/pattern.h"

static void a_pattern_fits_what_it_means(void **state)
{
	static const struct {
		const char *pattern, *text;
		int fits;
	} examples[] = {
		{"", "", 1},
		{"", "a", 0},
		{"abc", "abc", 1},
		{"abc", "ab", 0},
		{"abc", "abcd", 0},
		{"a|bc", "bc", 1},
		{"(a|b)c", "bc", 1},
		{"(a|b)c", "ac", 1},
		{"(a|b)c", "abc", 0},
		{"ab?c", "ac", 1},
		{"ab?c", "abbc", 0},
		{"(ab)*", "", 1},
		{"(ab)*", "abab", 1},
		{"(ab)*", "aba", 0},
		{"[!-~]+", "", 0},
		{"[!-~]+", "https://example.org/", 1},
		{"[!-~]+", "a b", 0},
		{"[a-cx]{2}", "bx", 1},
		{"[a-cx]{2}", "bd", 0},
		{"[a-c]{2,3}", "a", 0},
		{"[a-c]{2,3}", "abc", 1},
		{"[a-c]{2,3}", "abca", 0},
		{"\\d{4}(-\\d{2})?", "2026", 1},
		{"\\d{4}(-\\d{2})?", "2026-01", 1},
		{"\\d{4}(-\\d{2})?", "2026-1", 0},
		{"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", "zh-Hant-TW", 1},
		{"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", "zh-", 0},
	};
	struct regular *bytes = regular_new(PATTERN_LETTERS, 0);

	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++) {
		const char *text = examples[i].text;
		int pattern = pattern_read(bytes, examples[i].pattern);

		if (pattern_fits(bytes, pattern, text, strlen(text)) !=
			examples[i].fits)
			fail_msg("'%s' for '%s'", text, examples[i].pattern);
	}
	regular_free(bytes);
}

static int step_all(struct regular *regular, int from, const char *letters)
{
	for (; *letters != '\0'; letters++)
		from = regular_step(regular, from, *letters - 'a');
	return from;
}

/* "a" and "b" are loose, and b need not come; "c" is not. */
static void loose_letters_come_in_any_order(void **state)
{
	struct regular *regular = regular_new(3, 2);
	int c = regular_letters(regular, 2, 2);
	int both = regular_group(regular, regular_letters(regular, 0, 0),
		regular_group(regular,
			regular_optional(
				regular, regular_letters(regular, 1, 1)),
			c));

	(void)state;
	assert_int_equal(step_all(regular, both, "ab"), c);
	assert_int_equal(step_all(regular, both, "ba"), c);
	assert_int_equal(
		regular_close(regular, step_all(regular, both, "a")), c);
	assert_int_equal(regular_close(regular, step_all(regular, both, "b")),
		REGULAR_NOTHING);
	assert_int_equal(step_all(regular, both, "aa"), REGULAR_NOTHING);
	assert_true(regular_is_done(regular, step_all(regular, both, "bac")));
	regular_free(regular);
}

static void equal_expressions_are_equal_numbers(void **state)
{
	struct regular *regular = regular_new(3, 0);
	int a = regular_letters(regular, 0, 0);
	int b = regular_letters(regular, 1, 1);
	int c = regular_letters(regular, 2, 2);

	(void)state;
	assert_int_equal(
		regular_choice(regular, a, regular_choice(regular, b, c)),
		regular_choice(regular, regular_choice(regular, c, a),
			regular_choice(regular, b, a)));
	assert_int_equal(
		regular_group(regular, a, regular_group(regular, b, c)),
		regular_group(regular, regular_group(regular, a, b), c));
	assert_true(regular_is_all(
		regular, regular_any(regular, regular_letters(regular, 0, 2))));
	assert_false(regular_is_all(regular, regular_any(regular, a)));
	regular_free(regular);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pattern_fits_what_it_means),
		cmocka_unit_test(loose_letters_come_in_any_order),
		cmocka_unit_test(equal_expressions_are_equal_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
