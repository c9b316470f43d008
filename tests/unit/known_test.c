/*
 * read/known: texts that records say again and again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "read/known.h"
#include "base/banned.h"

static void what_is_said_again_is_kept_once(void **state)
{
	struct pool pool = POOL_INIT;
	struct known known = {NULL};
	char bytes[] = "Tokyo, Tokyo, Toky";
	const char *first = known_text(&known, &pool, bytes, 5);

	(void)state;
	assert_ptr_equal(known_text(&known, &pool, bytes + 7, 5), first);
	assert_ptr_not_equal(known_text(&known, &pool, bytes, 4), first);
	assert_string_equal(known_text(&known, &pool, bytes, 6), "Tokyo,");
	assert_string_equal(known_text(&known, &pool, bytes, 0), "");
	memset(bytes, 'x', sizeof(bytes) - 1);
	known_release(&known);
	assert_string_equal(first, "Tokyo");
	pool_release(&pool);
}

/* Behind what the table holds, texts are right all the same. */
static void any_number_of_texts_is_kept(void **state)
{
	enum { COUNT = 100000 };
	struct pool pool = POOL_INIT;
	struct known known = {NULL};
	static const char *texts[COUNT];

	(void)state;
	for (int i = 0; i < COUNT; i++) {
		const char *text = pool_printf(&pool, "%d", i);

		texts[i] = known_text(&known, &pool, text, strlen(text));
		assert_ptr_not_equal(texts[i], text);
	}
	for (int i = 0; i < COUNT; i++) {
		const char *text = pool_printf(&pool, "%d", i);

		assert_string_equal(texts[i], text);
		if (i < 1000)
			assert_ptr_equal(
				known_text(&known, &pool, text, strlen(text)),
				texts[i]);
	}
	known_release(&known);
	pool_release(&pool);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_said_again_is_kept_once),
		cmocka_unit_test(any_number_of_texts_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
