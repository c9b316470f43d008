/*
 * base/pool: memory that is freed all at once.
 */
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/pool.h"
#include "base/banned.h"

static void memory_is_zero_and_aligned(void **state)
{
	static const size_t sizes[] = {
		0, 1, 7, 8, 15, 16, 17, 1000, 65535, 65536, 65537, 200000};
	struct pool pool = POOL_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		unsigned char *bytes = pool_alloc(&pool, sizes[i]);

		assert_int_equal((uintptr_t)bytes % alignof(uint64_t), 0);
		for (size_t j = 0; j < sizes[i]; j++)
			assert_int_equal(bytes[j], 0);
		memset(bytes, 0xFF, sizes[i]);
	}
	pool_release(&pool);
}

/* Enough to fill some blocks; a big piece in between takes one of its own. */
static void pieces_do_not_overlap(void **state)
{
	enum { COUNT = 3000 };
	struct pool pool = POOL_INIT;
	unsigned char *pieces[COUNT];

	(void)state;
	for (int i = 0; i < COUNT; i++) {
		pieces[i] = pool_alloc(&pool, 100);
		memset(pieces[i], i % 251, 100);
		if (i % 1000 == 500)
			memset(pool_alloc(&pool, 100000), 0xFF, 100000);
	}
	for (int i = 0; i < COUNT; i++)
		for (int j = 0; j < 100; j++)
			assert_int_equal(pieces[i][j], i % 251);
	pool_release(&pool);
}

/* Texts of all lengths between other pieces, some as large as a block. */
static void texts_lie_beside_other_pieces(void **state)
{
	enum { COUNT = 500 };
	struct pool pool = POOL_INIT;
	uint64_t *numbers[COUNT];
	const char *texts[COUNT];

	(void)state;
	for (int i = 0; i < COUNT; i++) {
		texts[i] = pool_printf(&pool, "%0*d", i * i % 20000 + 1, i);
		numbers[i] = pool_alloc(&pool, sizeof(*numbers[i]));
		assert_int_equal((uintptr_t)numbers[i] % alignof(uint64_t), 0);
		assert_int_equal(*numbers[i], 0);
		*numbers[i] = UINT64_MAX;
	}
	for (int i = 0; i < COUNT; i++) {
		assert_int_equal(strtol(texts[i], NULL, 10), i);
		assert_true(*numbers[i] == UINT64_MAX);
	}
	pool_release(&pool);
}

static void texts_are_copies(void **state)
{
	struct pool pool = POOL_INIT;
	char original[] = "Bruxelles";
	char *whole = pool_text(&pool, original);
	char *part = pool_bytes(&pool, original, 4);

	(void)state;
	memset(original, 'x', sizeof(original) - 1);
	assert_string_equal(whole, "Bruxelles");
	assert_string_equal(part, "Brux");
	assert_string_equal(pool_text(&pool, ""), "");
	assert_string_equal(pool_bytes(&pool, "abc", 0), "");
	pool_release(&pool);
}

static void printf_makes_room_for_all(void **state)
{
	struct pool pool = POOL_INIT;
	const char *text = pool_printf(&pool, "%s/%02d", "events", 7);

	(void)state;
	assert_string_equal(text, "events/07");
	assert_int_equal(strlen(pool_printf(&pool, "%70000d", 1)), 70000);
	assert_string_equal(text, "events/07");
	pool_release(&pool);
}

static void growing_keeps_the_elements(void **state)
{
	struct pool pool = POOL_INIT;
	int *items = NULL;

	(void)state;
	for (size_t count = 0; count < 1000; count++) {
		items = pool_grow(&pool, items, count, sizeof(*items));
		items[count] = (int)(3 * count);
		/* What comes behind must not lie in the array's room. */
		memset(pool_alloc(&pool, sizeof(*items)), 0xFF, sizeof(*items));
	}
	for (int i = 0; i < 1000; i++)
		assert_int_equal(items[i], 3 * i);
	pool_release(&pool);
}

/* Both get larger than a block while the other one and texts move on. */
static void arrays_grow_beside_each_other(void **state)
{
	enum { COUNT = 40000 };
	struct pool pool = POOL_INIT;
	int *first = NULL, *second = NULL;

	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		first = pool_grow(&pool, first, i, sizeof(*first));
		first[i] = (int)i;
		if (i % 3 == 0)
			memset(pool_bytes(&pool, "abc", 3), 0xFF, 3);
		second = pool_grow(&pool, second, i, sizeof(*second));
		second[i] = -(int)i;
	}
	for (int i = 0; i < COUNT; i++) {
		assert_int_equal(first[i], i);
		assert_int_equal(second[i], -i);
	}
	pool_release(&pool);
}

/* Of a list that was cut, only what is left has to be kept. */
static void cut_array_grows_again(void **state)
{
	struct pool pool = POOL_INIT;
	int *items = NULL;

	(void)state;
	for (size_t cut = 1; cut <= 4096; cut *= 2) {
		for (size_t i = cut / 2; i < 5000; i++) {
			items = pool_grow(&pool, items, i, sizeof(*items));
			items[i] = (int)i;
		}
		for (size_t i = 0; i < 5000; i++)
			assert_int_equal(items[i], i);
	}
	pool_release(&pool);
}

static void released_pool_can_be_used_again(void **state)
{
	struct pool pool = POOL_INIT;

	(void)state;
	pool_release(&pool);
	pool_text(&pool, "first");
	pool_release(&pool);
	assert_null(pool.blocks);
	assert_string_equal(pool_text(&pool, "second"), "second");
	pool_release(&pool);
}

static void cleared_pool_is_zero_again(void **state)
{
	struct pool pool = POOL_INIT;

	(void)state;
	pool_clear(&pool);
	for (size_t size = 1; size < 100000; size *= 3) {
		const struct pool_block *kept = pool.blocks;
		char *bytes = pool_alloc(&pool, size);

		for (size_t i = 0; i < size; i++)
			assert_int_equal(bytes[i], 0);
		memset(bytes, 'x', size);
		memset(pool_bytes(&pool, "", 0), 'x', 1);
		if (size < 100)
			assert_true(kept == NULL || pool.blocks == kept);
		pool_clear(&pool);
		assert_string_equal(
			pool_bytes(&pool, "text\0behind", 11), "text");
		pool_clear(&pool);
	}
	pool_release(&pool);
}

/* Each way round, with one of them empty or not. */
static void joined_pools_are_one(void **state)
{
	struct pool pool = POOL_INIT, other = POOL_INIT;
	const char *first, *second;

	(void)state;
	pool_join(&pool, &other);
	assert_null(pool.blocks);
	first = pool_text(&other, "first");
	pool_join(&pool, &other);
	assert_null(other.blocks);
	second = pool_text(&other, "second");
	pool_join(&pool, &other);
	assert_string_equal(pool_text(&pool, "third"), "third");
	assert_string_equal(first, "first");
	assert_string_equal(second, "second");
	pool_release(&pool);
	pool_release(&other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zero_and_aligned),
		cmocka_unit_test(pieces_do_not_overlap),
		cmocka_unit_test(texts_lie_beside_other_pieces),
		cmocka_unit_test(texts_are_copies),
		cmocka_unit_test(printf_makes_room_for_all),
		cmocka_unit_test(growing_keeps_the_elements),
		cmocka_unit_test(arrays_grow_beside_each_other),
		cmocka_unit_test(cut_array_grows_again),
		cmocka_unit_test(released_pool_can_be_used_again),
		cmocka_unit_test(cleared_pool_is_zero_again),
		cmocka_unit_test(joined_pools_are_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
