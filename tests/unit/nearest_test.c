/*
 * base/nearest: what somebody meant who misspelt a name.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "base/nearest.h"
#include "base/banned.h"

static const char *nearest_of(const char *word, const char *const *candidates)
{
	struct nearest nearest;

	nearest_begin(&nearest, word);
	for (; *candidates != NULL; candidates++)
		nearest_offer(&nearest, *candidates);
	return nearest.found;
}

static void the_closest_name_is_found(void **state)
{
	static const char *const names[] = {"title", "when", "place", "venue",
		"summary", "status-note", "notice", "person", NULL};
	static const struct {
		const char *word, *meant;
	} cases[] = {
		{"titel", "title"}, /* two letters changed places */
		{"titre", "title"}, /* in another language */
		{"plac", "place"}, /* a letter missing */
		{"persons", "person"}, /* one too many */
		{"statusnote", "status-note"},
		{"TITLE", "title"}, /* in the other case */
		{"Venue", "venue"},
		{"qqqqq", NULL},
		{"discussed", NULL},
		{"", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *found = nearest_of(cases[i].word, names);

		if (cases[i].meant == NULL)
			assert_null(found);
		else if (found == NULL)
			fail_msg("nothing near %s", cases[i].word);
		else
			assert_string_equal(found, cases[i].meant);
	}
}

static void nothing_is_near_where_nothing_is_offered(void **state)
{
	struct nearest nearest;

	(void)state;
	nearest_begin(&nearest, "title");
	assert_null(nearest.found);
}

static void of_equally_close_names_the_first_counts(void **state)
{
	(void)state;
	assert_string_equal(
		nearest_of("cat", (const char *const[]){"cut", "car", NULL}),
		"cut");
	assert_string_equal(
		nearest_of("cat", (const char *const[]){"cub", "car", NULL}),
		"car");
}

static void distances_are_counted_in_letters(void **state)
{
	struct nearest nearest;

	(void)state;
	nearest_begin(&nearest, "Europe/Brusels");
	nearest_offer(&nearest, "Europe/Berlin");
	nearest_offer(&nearest, "Europe/Brussels");
	assert_string_equal(nearest.found, "Europe/Brussels");
	assert_int_equal(nearest.distance, 1);
}

/* "of" is two letters away from "an": it shares nothing with it. */
static void a_name_of_which_no_letter_is_left_is_not_near(void **state)
{
	(void)state;
	assert_null(nearest_of("xy", (const char *const[]){"an", "a", NULL}));
	assert_string_equal(
		nearest_of("ax", (const char *const[]){"an", NULL}), "an");
}

static void endless_names_are_passed_over(void **state)
{
	char word[200], other[200];

	(void)state;
	memset(word, 'a', sizeof(word) - 1);
	memset(other, 'a', sizeof(other) - 1);
	word[199] = other[199] = '\0';
	assert_null(nearest_of(word, (const char *const[]){other, NULL}));
	word[64] = other[64] = '\0';
	word[3] = 'b';
	assert_ptr_equal(
		nearest_of(word, (const char *const[]){other, NULL}), other);
	other[64] = 'a';
	assert_null(nearest_of(word, (const char *const[]){other, NULL}));
}

/* Thousands of words that are none, in a record of thousands of names. */
static void the_end_of_an_endless_list_is_not_looked_at(void **state)
{
	static char names[2000][64];
	struct nearest nearest;

	(void)state;
	for (size_t i = 0; i < 2000; i++) {
		memset(names[i], 'a' + (int)(i % 26), 60);
		names[i][0] = '0';
	}
	for (int i = 0; i < 2000; i++) {
		nearest_begin(&nearest,
			"edcbaedcbaedcbaedcbaedcbaedcbaedcbaed"
			"cbaedcbaedcbaedcbaedcba");
		for (size_t j = 0; j < 2000; j++)
			nearest_offer(&nearest, names[j]);
		assert_null(nearest.found);
		assert_true(nearest.pairs < 1000 * 1000 * 10);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_closest_name_is_found),
		cmocka_unit_test(nothing_is_near_where_nothing_is_offered),
		cmocka_unit_test(of_equally_close_names_the_first_counts),
		cmocka_unit_test(distances_are_counted_in_letters),
		cmocka_unit_test(a_name_of_which_no_letter_is_left_is_not_near),
		cmocka_unit_test(endless_names_are_passed_over),
		cmocka_unit_test(the_end_of_an_endless_list_is_not_looked_at),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
