/*
 * read/intern: texts that records say again and again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "read/intern.h"
#include "base/banned.h"

static void what_is_said_again_is_kept_once(void **state)
{
	struct pool pool = POOL_INIT;
	struct intern intern = {NULL};
	char bytes[] = "Tokyo, Tokyo, Toky";
	const char *first = intern_text(&intern, &pool, bytes, 5);

	(void)state;
	assert_ptr_equal(intern_text(&intern, &pool, bytes + 7, 5), first);
	assert_ptr_not_equal(intern_text(&intern, &pool, bytes, 4), first);
	assert_string_equal(intern_text(&intern, &pool, bytes, 6), "Tokyo,");
	assert_string_equal(intern_text(&intern, &pool, bytes, 0), "");
	memset(bytes, 'x', sizeof(bytes) - 1);
	intern_release(&intern);
	assert_string_equal(first, "Tokyo");
	pool_release(&pool);
}

/* Behind what the table holds, texts are right all the same. */
static void any_number_of_texts_is_kept(void **state)
{
	enum { COUNT = 100000 };
	struct pool pool = POOL_INIT;
	struct intern intern = {NULL};
	static const char *texts[COUNT];

	(void)state;
	for (int i = 0; i < COUNT; i++) {
		const char *text = pool_printf(&pool, "%d", i);

		texts[i] = intern_text(&intern, &pool, text, strlen(text));
		assert_ptr_not_equal(texts[i], text);
	}
	for (int i = 0; i < COUNT; i++) {
		const char *text = pool_printf(&pool, "%d", i);

		assert_string_equal(texts[i], text);
		if (i < 1000)
			assert_ptr_equal(
				intern_text(&intern, &pool, text, strlen(text)),
				texts[i]);
	}
	intern_release(&intern);
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
