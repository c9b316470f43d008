/*
 * base/utf8: characters of UTF-8 text (RFC 3629).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "base/utf8.h"
#include "base/banned.h"

/* RFC 3629, 3: what the reader is held against; 4 bytes at most. */
static size_t encode(long character, char *out)
{
	if (character < 0x80) {
		out[0] = (char)character;
		return 1;
	}
	if (character < 0x800) {
		out[0] = (char)(0xC0 | character >> 6);
		out[1] = (char)(0x80 | (character & 0x3F));
		return 2;
	}
	if (character < 0x10000) {
		out[0] = (char)(0xE0 | character >> 12);
		out[1] = (char)(0x80 | (character >> 6 & 0x3F));
		out[2] = (char)(0x80 | (character & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | character >> 18);
	out[1] = (char)(0x80 | (character >> 12 & 0x3F));
	out[2] = (char)(0x80 | (character >> 6 & 0x3F));
	out[3] = (char)(0x80 | (character & 0x3F));
	return 4;
}

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const struct {
	const char *bytes;
	long character;
} valid[] = {
	{"A", 'A'}, {"\x7F", 0x7F},
	{"\xC2\x80", 0x80}, /* the first of two bytes */
	{"\xC3\xA9", 0xE9}, /* é */
	{"\xDF\xBF", 0x7FF}, {"\xE0\xA0\x80", 0x800}, /* the first of three */
	{"\xE2\x80\x99", 0x2019}, /* ’ */
	{"\xED\x9F\xBF", 0xD7FF}, /* the last before the surrogates */
	{"\xEE\x80\x80", 0xE000}, /* the first behind them */
	{"\xEF\xBF\xBD", 0xFFFD},
	{"\xEF\xBF\xBE", 0xFFFE}, /* UTF-8 all right, but no text */
	{"\xF0\x90\x80\x80", 0x10000}, /* the first of four */
	{"\xF0\x9F\x87\xAF", 0x1F1EF}, /* half a flag */
	{"\xF4\x8F\xBF\xBF", 0x10FFFF}, /* the last of all */
};

static const struct {
	const char *bytes, *what;
} invalid[] = {
	{"\x80", "a byte of the middle alone"},
	{"\xBF", "a byte of the middle alone"},
	{"\xC0\x80", "NUL, overlong"},
	{"\xC1\xBF", "U+007F, overlong"},
	{"\xE0\x9F\xBF", "U+07FF, overlong"},
	{"\xF0\x8F\xBF\xBF", "U+FFFF, overlong"},
	{"\xED\xA0\x80", "the first surrogate"},
	{"\xED\xBF\xBF", "the last surrogate"},
	{"\xF4\x90\x80\x80", "U+110000"},
	{"\xF5\x80\x80\x80", "a byte that starts nothing"},
	{"\xFE", "a byte that starts nothing"},
	{"\xFF", "a byte that starts nothing"},
	{"\xC3", "one byte of two"},
	{"\xC3(", "one byte of two, and another character"},
	{"\xE2\x80", "two bytes of three"},
	{"\xE2\x80(", "two bytes of three, and another character"},
	{"\xE2(\x99", "three bytes, the second one wrong"},
	{"\xF0\x9F\x87", "three bytes of four"},
	{"\xF0\x9F\x87\xC3", "four bytes, the last one wrong"},
};

static void valid_characters_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(valid); i++) {
		size_t length = strlen(valid[i].bytes), size;

		assert_int_equal(utf8_next(valid[i].bytes, length, &size),
			valid[i].character);
		assert_int_equal(size, length);
		/* What follows is not looked at. */
		assert_int_equal(utf8_next(valid[i].bytes, length + 1, &size),
			valid[i].character);
		assert_int_equal(size, length);
	}
}

static void valid_characters_are_written(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(valid); i++) {
		char out[4];
		size_t size = encode(valid[i].character, out);

		assert_int_equal(size, strlen(valid[i].bytes));
		assert_memory_equal(out, valid[i].bytes, size);
	}
}

static void nul_is_a_character_inside_the_length(void **state)
{
	size_t size;

	(void)state;
	assert_int_equal(utf8_next("\0", 1, &size), 0);
	assert_int_equal(size, 1);
	assert_int_equal(utf8_next("", 0, &size), -1);
}

static void invalid_bytes_are_refused_one_by_one(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(invalid); i++) {
		size_t size = 99;

		if (utf8_next(invalid[i].bytes, strlen(invalid[i].bytes),
			    &size) != -1)
			fail_msg("taken for a character: %s", invalid[i].what);
		assert_int_equal(size, 1);
	}
}

/* The bytes that complete the character are there, but out of bounds. */
static void a_character_beyond_the_length_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(valid); i++)
		for (size_t cut = 0; cut < strlen(valid[i].bytes); cut++) {
			size_t size;

			assert_int_equal(
				utf8_next(valid[i].bytes, cut, &size), -1);
			assert_int_equal(size, 1);
		}
}

static void every_character_comes_back(void **state)
{
	(void)state;
	for (long character = 0; character <= 0x10FFFF; character++) {
		int surrogate = character >= 0xD800 && character <= 0xDFFF;
		char bytes[4];
		size_t written = encode(character, bytes), read;
		long result = utf8_next(bytes, written, &read);

		assert_int_equal(result, surrogate ? -1 : character);
		assert_int_equal(read, surrogate ? 1 : written);
	}
}

/* Each byte at each place of a text long enough to be read by eights. */
static void plain_text_ends_at_the_first_other_byte(void **state)
{
	char text[21];

	(void)state;
	for (size_t at = 0; at < sizeof(text); at++)
		for (int byte = 0; byte < 256; byte++) {
			size_t plain =
				byte >= ' ' && byte <= '~' ? sizeof(text) : at;

			memset(text, byte % 2 == 0 ? ' ' : '~', sizeof(text));
			text[at] = (char)byte;
			assert_int_equal(
				utf8_plain_length(text, sizeof(text)), plain);
			assert_int_equal(utf8_plain_length(text, at), at);
		}
}

static void control_characters_are_no_text(void **state)
{
	static const long text[] = {'\t', '\n', '\r', ' ', '~', 0xA0, 0xAD,
		0x200E, 0x2028, 0xFEFF, 0xFFFD, 0x10000, 0x1FFFE, 0x10FFFF};
	static const long other[] = {0, 1, 0x08, 0x0B, 0x0C, 0x1B, 0x1F, 0x7F,
		0x80, 0x85, 0x9F, 0xFFFE, 0xFFFF};

	(void)state;
	for (size_t i = 0; i < COUNT(text); i++)
		assert_true(utf8_is_text(text[i]));
	for (size_t i = 0; i < COUNT(other); i++)
		assert_false(utf8_is_text(other[i]));
}

static void bidi_controls_are_those_that_need_an_end(void **state)
{
	static const long controls[] = {0x202A, 0x202B, 0x202C, 0x202D, 0x202E,
		0x2066, 0x2067, 0x2068, 0x2069};
	static const long others[] = {
		0x200E, 0x200F, 0x061C, 0x2029, 0x202F, 0x2065, 0x206A};

	(void)state;
	for (size_t i = 0; i < COUNT(controls); i++)
		assert_true(utf8_is_bidi_control(controls[i]));
	for (size_t i = 0; i < COUNT(others); i++)
		assert_false(utf8_is_bidi_control(others[i]));
}

static void widths_are_those_of_a_terminal(void **state)
{
	static const struct {
		long character;
		int width;
	} cases[] = {
		{'a', 1}, {0xE9, 1}, /* é */
		{0x0645, 1}, /* Arabic letter */
		{0x0301, 0}, /* combining acute */
		{0x064E, 0}, /* fatha */
		{0x200B, 0}, /* zero width space */
		{0x200F, 0}, /* right-to-left mark */
		{0xFE0F, 0}, /* variation selector */
		{0x3042, 2}, /* hiragana */
		{0x3001, 2}, /* 、 */
		{0x65E5, 2}, /* 日 */
		{0xD55C, 2}, /* hangul */
		{0xFF08, 2}, /* （ */
		{0xFF71, 1}, /* halfwidth katakana */
		{0x1F600, 2}, /* emoji */
		{0x20000, 2}, /* ideograph of plane 2 */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		if (utf8_width(cases[i].character) != cases[i].width)
			fail_msg("U+%04lX is not %d wide", cases[i].character,
				cases[i].width);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(valid_characters_are_read),
		cmocka_unit_test(valid_characters_are_written),
		cmocka_unit_test(nul_is_a_character_inside_the_length),
		cmocka_unit_test(invalid_bytes_are_refused_one_by_one),
		cmocka_unit_test(a_character_beyond_the_length_is_refused),
		cmocka_unit_test(every_character_comes_back),
		cmocka_unit_test(plain_text_ends_at_the_first_other_byte),
		cmocka_unit_test(control_characters_are_no_text),
		cmocka_unit_test(bidi_controls_are_those_that_need_an_end),
		cmocka_unit_test(widths_are_those_of_a_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
