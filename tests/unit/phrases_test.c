/*
 * model/phrases: the catalogues agree with each other, and every language
 * finds one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/buf.h"
#include "base/utf8.h"
#include "model/phrases.h"
#include "base/banned.h"

/* Catalogues of phrases; names of languages by themselves are none. */
static bool has_phrases(const struct catalogue *catalogue)
{
	return strcmp(catalogue->language, "self_names") != 0;
}

static const struct catalogue *english(void)
{
	const struct catalogue *catalogue = catalogue_for("en");

	assert_string_equal(catalogue->language, "en");
	return catalogue;
}

static void every_key_is_found_and_stands_once(void **state)
{
	(void)state;
	for (size_t i = 0; i < catalogue_count; i++)
		for (size_t j = 0; j < catalogues[i].count; j++) {
			const struct phrase *phrase = &catalogues[i].phrases[j];

			assert_ptr_equal(
				catalogue_find(&catalogues[i], phrase->key),
				phrase->text);
		}
}

static void every_catalogue_has_the_keys_of_english(void **state)
{
	(void)state;
	assert_true(english()->count > 500);
	for (size_t i = 0; i < catalogue_count; i++) {
		const struct catalogue *catalogue = &catalogues[i];

		if (!has_phrases(catalogue))
			continue;
		for (size_t j = 0; j < catalogue->count; j++)
			if (catalogue_find(english(),
				    catalogue->phrases[j].key) == NULL)
				fail_msg("only %s has %s", catalogue->language,
					catalogue->phrases[j].key);
		for (size_t j = 0; j < english()->count; j++)
			if (catalogue_find(catalogue,
				    english()->phrases[j].key) == NULL)
				fail_msg("%s lacks %s", catalogue->language,
					english()->phrases[j].key);
	}
}

static void no_phrase_is_empty_or_broken(void **state)
{
	(void)state;
	for (size_t i = 0; i < catalogue_count; i++)
		for (size_t j = 0; j < catalogues[i].count; j++) {
			const char *text = catalogues[i].phrases[j].text;
			size_t size;

			assert_true(*text != '\0');
			for (; *text != '\0'; text += size) {
				long character =
					utf8_next(text, strlen(text), &size);

				assert_true(character >= 0x20);
				assert_true(utf8_is_text(character));
				assert_false(utf8_is_bidi_control(character));
			}
		}
}

static int compare_names(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

/* "{d}{month}", the {names} of a phrase in byte order, each one once. */
static void put_names(struct buf *out, const char *text)
{
	char *names[20];
	size_t count = 0;

	for (text = strchr(text, '{'); text != NULL; text = strchr(text, '{')) {
		size_t length = strcspn(text, "}") + 1;

		assert_true(count < 20 && text[length - 1] == '}');
		names[count++] = strndup(text, length);
		text += length;
	}
	qsort(names, count, sizeof(*names), compare_names);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || strcmp(names[i], names[i - 1]) != 0)
			buf_puts(out, names[i]);
	for (size_t i = 0; i < count; i++)
		free(names[i]);
}

/* How days are written is up to CLDR: "{y}年{m}月" has no name of a month. */
static int is_date_pattern(const char *key)
{
	return strncmp(key, "date.", 5) == 0 || strncmp(key, "time.", 5) == 0;
}

static void phrases_have_the_names_of_english(void **state)
{
	(void)state;
	for (size_t i = 0; i < catalogue_count; i++)
		for (size_t j = 0; j < catalogues[i].count; j++) {
			const struct phrase *phrase = &catalogues[i].phrases[j];
			const char *text =
				catalogue_find(english(), phrase->key);
			struct buf names = BUF_INIT, expected = BUF_INIT;

			if (text == NULL || is_date_pattern(phrase->key))
				continue;
			put_names(&names, phrase->text);
			put_names(&expected, text);
			if (strcmp(names.bytes, expected.bytes) != 0)
				fail_msg("%s: %s has %s, not %s",
					catalogues[i].language, phrase->key,
					names.bytes, expected.bytes);
			buf_release(&names);
			buf_release(&expected);
		}
}

static void date_patterns_name_what_they_must(void **state)
{
	static const struct {
		const char *key;
		const char *one_of[6][4]; /* of each row one stands there */
	} cases[] = {
		{"date.day",
			{{"{d}"}, {"{month}", "{m}", "{month-alone}"},
				{"{y}"}}},
		{"date.month", {{"{month}", "{m}", "{month-alone}"}, {"{y}"}}},
		{"date.year", {{"{y}"}}},
		{"date.range", {{"{from}"}, {"{to}"}}},
		{"date.range-days",
			{{"{d}"}, {"{d2}"}, {"{month}", "{m}"}, {"{y}"}}},
		{"date.range-months",
			{{"{d}"}, {"{d2}"}, {"{month}", "{m}"},
				{"{month2}", "{m2}"}, {"{y}"}}},
		{"date.range-years",
			{{"{d}"}, {"{d2}"}, {"{month}", "{m}"},
				{"{month2}", "{m2}"}, {"{y}"}, {"{y2}"}}},
		{"time.clock", {{"{H}", "{HH}"}, {"{mm}"}}},
		{"time.range",
			{{"{H}", "{HH}"}, {"{mm}"}, {"{H2}", "{HH2}"},
				{"{mm2}"}}},
	};

	(void)state;
	for (size_t i = 0; i < catalogue_count; i++)
		for (size_t j = 0; j < sizeof(cases) / sizeof(*cases); j++) {
			const char *text =
				catalogue_find(&catalogues[i], cases[j].key);

			if (!has_phrases(&catalogues[i]))
				continue;
			for (size_t row = 0; row < 6 && cases[j].one_of[row][0];
				row++) {
				const char *const *name = cases[j].one_of[row];

				while (*name && strstr(text, *name) == NULL)
					name++;
				if (*name == NULL)
					fail_msg("%s: %s lacks %s",
						catalogues[i].language,
						cases[j].key,
						cases[j].one_of[row][0]);
			}
		}
}

/* Names that dates_put_*() do not know would vanish. */
static void date_patterns_have_no_other_names(void **state)
{
	static const char known[] =
		"{d}{m}{y}{month}{month-alone}{d2}{m2}{y2}"
		"{month2}{from}{to}{H}{HH}{mm}{H2}{HH2}{mm2}";

	(void)state;
	for (size_t i = 0; i < catalogue_count; i++)
		for (size_t j = 0; j < catalogues[i].count; j++) {
			const char *at = catalogues[i].phrases[j].text;

			if (!is_date_pattern(catalogues[i].phrases[j].key))
				continue;
			while ((at = strchr(at, '{')) != NULL) {
				char *name = strndup(at, strcspn(at, "}") + 1);

				assert_non_null(strstr(known, name));
				at += strlen(name);
				free(name);
			}
		}
}

/*
 * Names of feeds go into X-WR-CALNAME, which some calendar programs show
 * with the backslashes that commas and semicolons need.
 */
static void names_of_feeds_need_no_backslash(void **state)
{
	static const char atom_only[] = "feed.changes-description";
	size_t seen = 0;

	(void)state;
	for (size_t i = 0; i < catalogue_count; i++)
		for (size_t j = 0; j < catalogues[i].count; j++) {
			const struct phrase *phrase = &catalogues[i].phrases[j];

			if (strncmp(phrase->key, "feed.", 5) != 0 ||
				strcmp(phrase->key, atom_only) == 0)
				continue;
			seen++;
			if (strpbrk(phrase->text, ",;\\") != NULL)
				fail_msg("%s: %s = %s", catalogues[i].language,
					phrase->key, phrase->text);
		}
	assert_true(seen >= 5 * catalogue_count);
}

static void every_language_finds_a_catalogue(void **state)
{
	static const struct {
		const char *tag, *catalogue;
	} cases[] = {
		{"en", "en"},
		{"en-GB", "en"},
		{"fr", "fr"},
		{"fr-CA", "fr"},
		{"pt", "pt"},
		{"pt-BR", "pt-BR"},
		{"pt-AO", "pt"},
		{"zh", "zh"},
		{"zh-CN", "zh"},
		{"zh-Hans", "zh"},
		{"zh-Hant", "zh-Hant"},
		{"zh-Hant-HK", "zh-Hant"},
		{"zh-TW", "zh-Hant"},
		{"zh-HK", "zh-Hant"},
		{"zh-MO", "zh-Hant"},
		{"de-Latn-CH-1996", "de"},
		{"sv", "en"}, /* none yet */
		{"fro", "en"}, /* Old French is no French */
		{"e", "en"},
		{"", "en"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(catalogue_for(cases[i].tag)->language,
			cases[i].catalogue);
}

static void languages_name_themselves(void **state)
{
	static const struct {
		const char *tag, *name;
	} cases[] = {
		{"sv", "svenska"},
		{"uk", "українська"},
		{"ckb", "کوردیی ناوەندی"},
		{"sv-FI", "svenska"},
		{"sr-Latn-RS", "srpski"},
		{"fro", NULL},
		{"", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *name = catalogue_self_name(cases[i].tag);

		assert_int_equal(name == NULL, cases[i].name == NULL);
		if (name != NULL)
			assert_string_equal(name, cases[i].name);
	}
}

static void phrases_without_a_catalogue_are_english(void **state)
{
	(void)state;
	assert_string_equal(catalogue_language("fr"), "fr");
	assert_string_equal(catalogue_language("pt-BR"), "pt-BR");
	assert_string_equal(catalogue_language("zh-TW"), "zh-TW");
	assert_string_equal(catalogue_language("sv"), "en");
	assert_string_equal(catalogue_language("fro"), "en");
}

static void phrases_are_found_by_their_key(void **state)
{
	(void)state;
	assert_string_equal(
		catalogue_find(english(), "as.co-chair"), "Co-chairs");
	assert_string_equal(
		catalogue_find(catalogue_for("fr"), "month.1"), "janvier");
	assert_null(catalogue_find(english(), "as.co-chairs"));
	assert_null(catalogue_find(english(), ""));
	/* Quotes keep the blank at the end. */
	assert_string_equal(catalogue_find(english(), "list-separator"), ", ");
}

static void countries_and_languages_are_known_by_code(void **state)
{
	(void)state;
	assert_true(catalogue_knows_country("BE"));
	assert_true(catalogue_knows_country("EU"));
	assert_false(catalogue_knows_country("be"));
	assert_false(catalogue_knows_country("XX"));
	assert_false(catalogue_knows_country(""));
}

static void codes_are_found_by_name_in_any_language(void **state)
{
	static const struct {
		const char *prefix, *name, *code;
	} cases[] = {
		{"country.", "Belgium", "BE"},
		{"country.", "belgique", "BE"},
		{"country.", "日本", "JP"},
		{"language.", "Japanese", "ja"},
		{"language.", "Japan", NULL},
		{"country.", "Atlantis", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *code =
			catalogue_code_of(cases[i].prefix, cases[i].name);

		if (cases[i].code == NULL) {
			assert_null(code);
			continue;
		}
		assert_non_null(code);
		assert_string_equal(code, cases[i].code);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key_is_found_and_stands_once),
		cmocka_unit_test(every_catalogue_has_the_keys_of_english),
		cmocka_unit_test(no_phrase_is_empty_or_broken),
		cmocka_unit_test(phrases_have_the_names_of_english),
		cmocka_unit_test(date_patterns_name_what_they_must),
		cmocka_unit_test(date_patterns_have_no_other_names),
		cmocka_unit_test(names_of_feeds_need_no_backslash),
		cmocka_unit_test(every_language_finds_a_catalogue),
		cmocka_unit_test(languages_name_themselves),
		cmocka_unit_test(phrases_without_a_catalogue_are_english),
		cmocka_unit_test(phrases_are_found_by_their_key),
		cmocka_unit_test(countries_and_languages_are_known_by_code),
		cmocka_unit_test(codes_are_found_by_name_in_any_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
