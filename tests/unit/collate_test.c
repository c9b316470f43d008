/*
 * base/collate: names as people look for them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/collate.h"
#include "base/banned.h"

static void assert_in_order(const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < count; j++) {
			int order = collate(names[i], names[j]);

			assert_int_equal(
				(order > 0) - (order < 0), (i > j) - (i < j));
		}
}

static void marks_and_cases_do_not_count(void **state)
{
	static const char *const names[] = {"", "Albanie", "Égypte",
		"Émirats arabes unis", "Espagne", "États-Unis", "île", "Îles",
		"Iran", "Łotwa", "Madagaskar", "Österreich", "Peru",
		"Šri Lanka", "Zypern"};

	(void)state;
	assert_in_order(names, sizeof(names) / sizeof(*names));
}

static void other_letters_stand_by_their_numbers(void **state)
{
	static const char *const names[] = {"EU", "Австрия", "Япония", "مصر",
		"アメリカ", "イギリス", "中国", "日本", "대한민국"};

	(void)state;
	assert_in_order(names, sizeof(names) / sizeof(*names));
}

static void a_name_stands_before_what_goes_on(void **state)
{
	static const char *const names[] = {
		"Guinea", "guinea", "Guinea-Bissau", "Guineas"};

	(void)state;
	assert_in_order(names, sizeof(names) / sizeof(*names));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks_and_cases_do_not_count),
		cmocka_unit_test(other_letters_stand_by_their_numbers),
		cmocka_unit_test(a_name_stands_before_what_goes_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
