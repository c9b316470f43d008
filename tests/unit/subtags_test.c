/*
 * model/subtags: what language tags are made of.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "model/subtags.h"
#include "base/banned.h"

static bool is_language(const char *subtag)
{
	return subtag_is_language(subtag, strlen(subtag));
}

/* Of the registry's file of 2025-08-25. */
static void there_are_as_many_languages_as_are_registered(void **state)
{
	int of_two = 0, of_three = 0;
	char tag[4] = "";

	(void)state;
	for (tag[0] = 'a'; tag[0] <= 'z'; tag[0]++)
		for (tag[1] = 'a'; tag[1] <= 'z'; tag[1]++) {
			of_two += subtag_is_language(tag, 2);
			for (tag[2] = 'a'; tag[2] <= 'z'; tag[2]++)
				of_three += subtag_is_language(tag, 3);
		}
	assert_int_equal(of_two, 185);
	assert_int_equal(of_three, 8073);
}

static void languages_are_known_in_their_usual_case(void **state)
{
	(void)state;
	assert_true(is_language("fr"));
	assert_true(is_language("haw"));
	assert_true(is_language("nqo"));
	assert_false(is_language("FR"));
	assert_false(is_language("fra"));
	assert_false(is_language("und"));
	assert_false(is_language("f"));
	assert_false(is_language("fren"));
	assert_false(is_language(""));
}

static void other_parts_are_known(void **state)
{
	(void)state;
	assert_true(subtag_is_script("Hant", 4));
	assert_false(subtag_is_script("Copy", 4));
	assert_false(subtag_is_script("Han", 3));
	assert_true(subtag_is_region("BR-1990", 2));
	assert_true(subtag_is_region("419", 3));
	assert_false(subtag_is_region("UK", 2));
	assert_false(subtag_is_region("999", 3));
	assert_true(subtag_is_variant("1996", 4));
	assert_true(subtag_is_variant("valencia", 8));
	assert_false(subtag_is_variant("backup", 6));
}

static void other_codes_are_understood(void **state)
{
	(void)state;
	assert_memory_equal(subtag_meant("deu", 3), "de", 2);
	assert_memory_equal(subtag_meant("ger", 3), "de", 2);
	assert_memory_equal(subtag_meant("jp", 2), "ja", 2);
	assert_memory_equal(subtag_meant("zul", 3), "zu", 2);
	assert_null(subtag_meant("qx", 2));
}

/* Whatever is meant is a language, and what was written is none. */
static void what_is_meant_is_a_language(void **state)
{
	char tag[4] = "";

	(void)state;
	for (tag[0] = 'a'; tag[0] <= 'z'; tag[0]++)
		for (tag[1] = 'a'; tag[1] <= 'z'; tag[1]++)
			for (tag[2] = 'a'; tag[2] <= 'z'; tag[2]++) {
				const char *meant = subtag_meant(tag, 3);

				if (meant == NULL)
					continue;
				assert_true(subtag_is_language(meant, 2));
				assert_false(subtag_is_language(tag, 3));
			}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(there_are_as_many_languages_as_are_registered),
		cmocka_unit_test(languages_are_known_in_their_usual_case),
		cmocka_unit_test(other_parts_are_known),
		cmocka_unit_test(other_codes_are_understood),
		cmocka_unit_test(what_is_meant_is_a_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
