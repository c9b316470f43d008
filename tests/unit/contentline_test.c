/*
 * write/contentline: lines of iCalendar, as libical makes them, folded (RFC
 * 5545, 3.1).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "base/utf8.h"
#include "write/contentline.h"
#include "base/banned.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* Take the folds out as RFC 5545 has it: CRLF and one blank. */
static void unfold(struct buf *out, const char *folded)
{
	const char *end;

	for (; (end = strstr(folded, "\r\n")) != NULL; folded = end + 3) {
		buf_put(out, folded, (size_t)(end - folded));
		if (end[2] != ' ') {
			assert_string_equal(end, "\r\n");
			return;
		}
	}
	fail_msg("the line does not end: %s", folded);
}

static void assert_whole_characters(const char *line, size_t length)
{
	size_t size;

	for (size_t at = 0; at < length; at += size)
		assert_true(utf8_next(line + at, length - at, &size) >= 0);
}

static void assert_lines_fit(const char *folded)
{
	for (const char *end; *folded != '\0'; folded = end + 2) {
		end = strstr(folded, "\r\n");
		assert_non_null(end);
		assert_true(end - folded <= CONTENTLINE_OCTETS);
		assert_whole_characters(folded, (size_t)(end - folded));
	}
}

/* No blank before a fold, none behind the one that it starts with. */
static void assert_no_fold_beside_a_blank(const char *folded)
{
	const char *fold = folded;

	while ((fold = strstr(fold, "\r\n ")) != NULL) {
		assert_true(fold > folded && fold[-1] != ' ');
		assert_int_not_equal(fold[3], ' ');
		fold += 3;
	}
}

static struct buf folded(const char *line)
{
	struct buf out = BUF_INIT, back = BUF_INIT;

	contentline_fold(&out, line);
	assert_lines_fit(out.bytes);
	unfold(&back, out.bytes);
	assert_string_equal(back.bytes, line);
	buf_release(&back);
	return out;
}

static void short_lines_stay_whole(void **state)
{
	char line[77];

	(void)state;
	for (size_t length = 0; length <= CONTENTLINE_OCTETS; length++) {
		struct buf out;

		memset(line, 'x', length);
		line[length] = '\0';
		out = folded(line);
		assert_int_equal(out.length, length + 2);
		buf_release(&out);
	}
}

static void a_line_of_76_octets_is_two_lines(void **state)
{
	char line[77];
	struct buf out;

	(void)state;
	memset(line, 'x', 76);
	line[76] = '\0';
	out = folded(line);
	assert_int_equal(strcspn(out.bytes, "\r"), 75);
	assert_string_equal(out.bytes + 75, "\r\n x\r\n");
	buf_release(&out);
}

static void the_empty_line_is_a_line(void **state)
{
	struct buf out = folded("");

	(void)state;
	assert_string_equal(out.bytes, "\r\n");
	buf_release(&out);
}

/* Characters of one to four octets, shifted over every octet of a fold. */
static void no_character_is_cut(void **state)
{
	static const char *const characters[] = {
		"x", "é", "日", "\xF0\x9F\x87\xAF"};

	(void)state;
	for (size_t i = 0; i < COUNT(characters); i++)
		for (size_t shift = 0; shift < 160; shift++) {
			struct buf line = BUF_INIT, out;

			for (size_t j = 0; j < shift; j++)
				buf_putc(&line, 'x');
			for (int j = 0; j < 100; j++)
				buf_puts(&line, characters[i]);
			out = folded(line.bytes);
			assert_no_fold_beside_a_blank(out.bytes);
			buf_release(&out);
			buf_release(&line);
		}
}

/* One blank, or some, at every offset; before and behind other characters. */
static void no_fold_is_beside_a_blank(void **state)
{
	static const char *const words[] = {
		" ", "  ", "     ", " é", "é ", "日 日", " a b c "};

	(void)state;
	for (size_t i = 0; i < COUNT(words); i++)
		for (size_t shift = 0; shift < 230; shift++) {
			struct buf line = BUF_INIT, out;

			for (size_t j = 0; j < 300; j++) {
				if (j == shift)
					buf_puts(&line, words[i]);
				buf_putc(&line, 'x');
			}
			out = folded(line.bytes);
			assert_no_fold_beside_a_blank(out.bytes);
			buf_release(&out);
			buf_release(&line);
		}
}

/* There is no other place; the text comes back all the same. */
static void runs_of_blanks_are_folded_inside(void **state)
{
	(void)state;
	for (size_t length = 0; length < 400; length++)
		for (size_t before = 0; before < 4; before++) {
			struct buf line = BUF_INIT, out;

			for (size_t i = 0; i < before; i++)
				buf_puts(&line, "日");
			for (size_t i = 0; i < length; i++)
				buf_putc(&line, ' ');
			buf_puts(&line, "end");
			out = folded(line.bytes);
			buf_release(&out);
			buf_release(&line);
		}
}

static void ordinary_words_are_folded_inside_words(void **state)
{
	struct buf out = folded(
		"DESCRIPTION:La septième session du dialogue s’est tenue à "
		"Bruxelles le mercredi 28 janvier 2026");

	(void)state;
	assert_no_fold_beside_a_blank(out.bytes);
	assert_string_equal(out.bytes,
		"DESCRIPTION:La septième session du dialogue s’est tenue à "
		"Bruxelles l\r\n e mercredi 28 janvier 2026\r\n");
	buf_release(&out);
}

/* The line of a property is `expected`. */
static void assert_line(icalproperty *property, const char *expected)
{
	struct buf out = BUF_INIT;

	contentline_put(&out, property);
	assert_string_equal(out.bytes, expected);
	buf_release(&out);
}

static void assert_line_as(
	const char *name, icalproperty *property, const char *expected)
{
	struct buf out = BUF_INIT;

	contentline_put_as(&out, name, property);
	assert_string_equal(out.bytes, expected);
	buf_release(&out);
}

static void texts_are_escaped(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	contentline_put_in(&out, "fr",
		icalproperty_new_summary("Talks; part 1, 2\\3\n4 \"a\""));
	contentline_put_in(&out, NULL, icalproperty_new_location("B"));
	assert_string_equal(out.bytes,
		"SUMMARY;LANGUAGE=fr:Talks\\; part 1\\, 2\\\\3\\n4 \"a\"\r\n"
		"LOCATION:B\r\n");
	buf_release(&out);
}

static void a_property_can_have_another_name(void **state)
{
	(void)state;
	assert_line_as("CATEGORIES",
		contentline_in(icalproperty_new_comment("Trade; tech, too"),
			"zh-Hans"),
		"CATEGORIES;LANGUAGE=zh-Hans:Trade\\; tech\\, too\r\n");
	assert_line_as("CONCEPT",
		icalproperty_new_url("tag:example.org,2026:topic/a"),
		"CONCEPT:tag:example.org,2026:topic/a\r\n");
}

/* Commas and semicolons stay: nobody knows the type. */
static void properties_of_no_known_type_are_hardly_escaped(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	contentline_put_x(&out, "X-WR-CALNAME", "A, b; c\\d");
	contentline_put_x(&out, "GEO", "50.84212;4.38235");
	assert_string_equal(out.bytes,
		"X-WR-CALNAME:A, b; c\\\\d\r\n"
		"GEO:50.84212;4.38235\r\n");
	buf_release(&out);
}

static void times_are_days_or_clock_times(void **state)
{
	struct when day = {WHEN_DAY, 2026, 1, 28, 0, 0, 0};
	struct when clock = {WHEN_CLOCK, 2026, 1, 28, 9, 30, 0};
	struct icaltimetype utc = contentline_time(&clock);

	(void)state;
	utc.zone = icaltimezone_get_utc_timezone();
	assert_line(icalproperty_new_dtstart(contentline_time(&day)),
		"DTSTART;VALUE=DATE:20260128\r\n");
	assert_line(icalproperty_new_dtstart(contentline_time(&clock)),
		"DTSTART:20260128T093000\r\n");
	assert_line(
		icalproperty_new_dtstart(utc), "DTSTART:20260128T093000Z\r\n");
}

static void components_are_framed(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	contentline_begin(&out, "PARTICIPANT");
	contentline_end(&out, "PARTICIPANT");
	assert_string_equal(
		out.bytes, "BEGIN:PARTICIPANT\r\nEND:PARTICIPANT\r\n");
	buf_release(&out);
}

/* libical folds by a rule of its own, once even between CR and LF. */
static void no_fold_of_libical_stays(void **state)
{
	static const char *const names[] = {NULL, "A", "X-A-LONGER-NAME"};

	(void)state;
	for (size_t i = 0; i < COUNT(names); i++)
		for (size_t length = 1; length < 320; length++) {
			struct buf text = BUF_INIT, out = BUF_INIT;
			struct buf line = BUF_INIT, unfolded = BUF_INIT;

			for (size_t j = 0; j < length; j++)
				buf_putc(&text, 'x');
			buf_printf(&line, "%s:%s",
				names[i] != NULL ? names[i] : "COMMENT",
				text.bytes);
			contentline_put_as(&out, names[i],
				icalproperty_new_comment(text.bytes));
			assert_lines_fit(out.bytes);
			unfold(&unfolded, out.bytes);
			assert_string_equal(unfolded.bytes, line.bytes);
			buf_release(&unfolded);
			buf_release(&line);
			buf_release(&out);
			buf_release(&text);
		}
}

static void libical_reads_long_texts(void **state)
{
	static const char *const words[] = {"x", " ", "日", "é", ", ", ";",
		"\\", "\n", "  ", "word ", "\xF0\x9F\x87\xAF"};

	(void)state;
	for (size_t shift = 0; shift < 80; shift++) {
		struct buf text = BUF_INIT, out = BUF_INIT;
		icalproperty *read;

		for (size_t i = 0; i < shift; i++)
			buf_putc(&text, 'x');
		for (size_t i = 0; i < 120; i++)
			buf_puts(&text, words[(i * i + shift) % COUNT(words)]);
		buf_puts(&text, "end");
		contentline_put(&out, icalproperty_new_description(text.bytes));
		assert_lines_fit(out.bytes);
		assert_no_fold_beside_a_blank(out.bytes);
		read = icalproperty_new_from_string(out.bytes);
		assert_non_null(read);
		assert_string_equal(
			icalproperty_get_description(read), text.bytes);
		icalproperty_free(read);
		buf_release(&text);
		buf_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(short_lines_stay_whole),
		cmocka_unit_test(a_line_of_76_octets_is_two_lines),
		cmocka_unit_test(the_empty_line_is_a_line),
		cmocka_unit_test(no_character_is_cut),
		cmocka_unit_test(no_fold_is_beside_a_blank),
		cmocka_unit_test(runs_of_blanks_are_folded_inside),
		cmocka_unit_test(ordinary_words_are_folded_inside_words),
		cmocka_unit_test(texts_are_escaped),
		cmocka_unit_test(a_property_can_have_another_name),
		cmocka_unit_test(
			properties_of_no_known_type_are_hardly_escaped),
		cmocka_unit_test(times_are_days_or_clock_times),
		cmocka_unit_test(components_are_framed),
		cmocka_unit_test(no_fold_of_libical_stays),
		cmocka_unit_test(libical_reads_long_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
