/*
 * model/direction: which way languages are written.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "base/pool.h"
#include "model/direction.h"
#include "base/banned.h"

/* All of these, parted by blanks. */
static void assert_all(const char *languages, const char *direction)
{
	struct pool pool = POOL_INIT;

	while (*languages != '\0') {
		size_t length = strcspn(languages, " ");
		const char *language = pool_bytes(&pool, languages, length);

		if (strcmp(direction_of(language), direction) != 0)
			fail_msg("%s is not %s", language, direction);
		languages += length + strspn(languages + length, " ");
	}
	pool_release(&pool);
}

static void the_usual_script_decides(void **state)
{
	(void)state;
	assert_all("ar he fa ur ps sd ug yi dv ckb prs ks skr nqo syr arc mzn "
		   "lrc glk pnb bal azb bqi haz rhg aeb arb pes sdh jpr",
		"rtl");
	assert_all("en fr ja ku az ff ha pa kk uz ms tg zh arn aro", "ltr");
}

static void the_script_of_a_tag_decides(void **state)
{
	(void)state;
	assert_all("ku-Arab ff-Adlm ff-Adlm-GN az-Arab lad-Hebr syr-Syrc "
		   "man-Nkoo dv-Thaa rhg-Rohg ms-Arab-MY",
		"rtl");
	assert_all(
		"ku-Latn ar-Latn ckb-Latn ug-Cyrl-KZ zh-Hant ks-Deva", "ltr");
}

static void a_region_has_its_usual_script(void **state)
{
	(void)state;
	assert_all("ar-EG fa-AF uz-AF pa-PK ku-IQ az-IR he-IL", "rtl");
	assert_all("uz-UZ pa-IN sd-IN ug-KZ fr-CA ku-TR", "ltr");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_usual_script_decides),
		cmocka_unit_test(the_script_of_a_tag_decides),
		cmocka_unit_test(a_region_has_its_usual_script),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
