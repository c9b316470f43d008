/*
 * base/diff: what has changed in words.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "base/buf.h"
#include "base/diff.h"
#include "base/banned.h"

static void mark(
	void *data, enum diff_kind kind, const char *words, size_t length)
{
	static const char *const signs[] = {"", "-", "+"};

	buf_printf(data, "%s", kind == DIFF_SAME ? "" : "[");
	buf_puts(data, signs[kind]);
	buf_put(data, words, length);
	buf_puts(data, kind == DIFF_SAME ? "" : "]");
}

static void words_are_compared(void **state)
{
	static const struct {
		const char *before, *now, *marked;
	} cases[] = {
		{"", "", ""},
		{"one", "one", "one"},
		{"", "one two", "[+one two]"},
		{"one two", "", "[-one two]"},
		{"the 7th dialogue", "the 8th dialogue",
			"the [-7th ][+8th ]dialogue"},
		{"one two three", "one three", "one [-two ]three"},
		{"one three", "one two three", "one [+two ]three"},
		/* Part of a word is another word. */
		{"policy", "policies", "[-policy][+policies]"},
		/* Blanks are none, ends of lines are. */
		{"one  two", "one two", "one two"},
		{"one\ntwo", "one two", "one [-\n]two"},
		{"one\n\ntwo", "one\ntwo", "one\n[-\n]two"},
		/* No blanks between words. */
		{"第7回日EU対話", "第8回日EU対話", "第[-7][+8]回日EU対話"},
		{"a b c d", "b c d a", "[-a ]b c d [+a]"},
	};
	struct buf marked = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		diff_words(cases[i].before, cases[i].now, mark, &marked);
		assert_string_equal(marked.bytes, cases[i].marked);
		buf_cut(&marked, 0);
	}
	buf_release(&marked);
}

/* Nothing in common, and more than is compared. */
static void long_texts_are_new_as_a_whole(void **state)
{
	struct buf before = BUF_INIT, now = BUF_INIT, marked = BUF_INIT;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		buf_printf(&before, "a%d ", i);
		buf_printf(&now, "b%d ", i);
	}
	diff_words(before.bytes, now.bytes, mark, &marked);
	assert_int_equal(marked.length, before.length + now.length + 6);
	buf_release(&before);
	buf_release(&now);
	buf_release(&marked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_compared),
		cmocka_unit_test(long_texts_are_new_as_a_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
