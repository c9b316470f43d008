/*
 * write/sentence: what ends a sentence, and what only looks like it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "write/sentence.h"
#include "base/banned.h"

static struct prose text = {.name = NULL};
static struct prose emphasis = {.name = "em", .first_child = &text};
static struct prose paragraph = {.name = "p", .first_child = &emphasis};
static struct prose heading = {.name = "h2", .next = &paragraph};
static struct prose body = {.name = "release", .first_child = &heading};

static void assert_first(const char *words, const char *expected)
{
	struct buf out = BUF_INIT;

	text.text = words;
	sentence_put_first(&out, &body);
	assert_string_equal(out.bytes, expected);
	buf_release(&out);
}

static void sentences_end(void **state)
{
	(void)state;
	assert_first("Both sides met. They talked.", "Both sides met.");
	assert_first("Sont-ils venus ? Oui.", "Sont-ils venus ?");
	assert_first("双方は会談した。次回は東京。", "双方は会談した。");
	assert_first("هل اجتمع الجانبان؟ نعم.", "هل اجتمع الجانبان؟");
	assert_first("No end", "No end");
}

static void abbreviations_do_not(void **state)
{
	(void)state;
	assert_first("M. GALLO met Mr. YAMAMOTO on 28. January. They talked.",
		"M. GALLO met Mr. YAMAMOTO on 28. January.");
	assert_first(
		"Version 1.5 was agreed. Good.", "Version 1.5 was agreed.");
}

static void long_ones_are_cut(void **state)
{
	char words[600];
	struct buf out = BUF_INIT;

	(void)state;
	memset(words, 'a', sizeof(words) - 1);
	words[sizeof(words) - 1] = '\0';
	words[300] = ' ';
	text.text = words;
	sentence_put_first(&out, &body);
	assert_int_equal(out.length, 300 + strlen("…"));
	buf_release(&out);
}

static void there_may_be_none(void **state)
{
	const struct prose empty = {.name = "release"};
	struct buf out = BUF_INIT;

	(void)state;
	sentence_put_first(&out, NULL);
	sentence_put_first(&out, &empty);
	assert_int_equal(out.length, 0);
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences_end),
		cmocka_unit_test(abbreviations_do_not),
		cmocka_unit_test(long_ones_are_cut),
		cmocka_unit_test(there_may_be_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
