/*
 * plan/order: in which order fragments stand in their feeds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include "plan/order.h"
#include "base/banned.h"

enum { MOST = 40 };

/* Numbers as good as any, the same in each run. */
static unsigned next_number(unsigned *seed)
{
	*seed = *seed * 1103515245 + 12345;
	return *seed >> 16;
}

static void assert_sorted(struct fragment **sorted, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(sorted[i]->is_ready, 0);
		sorted[i]->is_ready = 1;
		if (i > 0)
			assert_true(
				order_compare(sorted[i - 1], sorted[i]) <= 0);
	}
}

/* Of each length, with each number of them in order at the end. */
static void all_are_sorted_and_none_is_lost(void **state)
{
	struct fragment fragments[MOST];
	struct fragment *sorted[MOST];
	unsigned seed = 1;

	(void)state;
	for (size_t count = 0; count <= MOST; count++)
		for (size_t front = 0; front <= count; front++) {
			for (size_t i = 0; i < count; i++) {
				fragments[i] = (struct fragment){
					.format = FORMAT_ATOM,
					.id = i % 2 == 0 ? "a" : "b",
					.updated = i < front
						? next_number(&seed) % MOST
						: (instant)(MOST - i)};
				sorted[i] = &fragments[i];
			}
			order_fragments(sorted, count);
			assert_sorted(sorted, count);
		}
}

static void the_newest_entry_is_first_and_the_next_meeting_is_last(void **state)
{
	struct fragment old = {.format = FORMAT_ATOM, .updated = 1, .id = "a"};
	struct fragment new = {.format = FORMAT_ATOM, .updated = 2, .id = "b"};
	struct fragment past = {.format = FORMAT_ICS,
		.start = {WHEN_DAY, 2025, 12, 31},
		.id = "d"};
	struct fragment next = {.format = FORMAT_ICS,
		.start = {WHEN_DAY, 2026, 1, 28},
		.id = "c"};
	struct fragment *entries[] = {&old, &new};
	struct fragment *meetings[] = {&next, &past};

	(void)state;
	order_fragments(entries, 2);
	assert_ptr_equal(entries[0], &new);
	order_fragments(meetings, 2);
	assert_ptr_equal(meetings[0], &past);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_are_sorted_and_none_is_lost),
		cmocka_unit_test(
			the_newest_entry_is_first_and_the_next_meeting_is_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
