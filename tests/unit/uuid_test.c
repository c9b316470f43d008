/*
 * base/uuid and base/sha1, which it is made from.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/buf.h"
#include "base/sha1.h"
#include "base/uuid.h"
#include "base/banned.h"

/* RFC 4122, appendix C. */
static const char dns[] = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";

static void assert_sha1(const void *bytes, size_t length, const char *expected)
{
	unsigned char digest[20];
	char hex[41];

	sha1(bytes, length, digest);
	for (int i = 0; i < 20; i++)
		snprintf(hex + 2 * i, 3, "%02x", digest[i]);
	assert_string_equal(hex, expected);
}

/* RFC 3174, 7.3: each of the four texts is repeated. */
static void sha1_gives_the_vectors_of_its_rfc(void **state)
{
	static const struct {
		const char *text;
		int times;
		const char *digest;
	} cases[] = {
		{"abc", 1, "a9993e364706816aba3e25717850c26c9cd0d89d"},
		{"abcdbcdecdefdefgefghfghighijhi"
		 "jkijkljklmklmnlmnomnopnopq",
			1, "84983e441c3bd26ebaae4aa1f95129e5e54670f1"},
		{"a", 1000000, "34aa973cd4c4daa4f61eeb2bdbad27316534016f"},
		{"0123456701234567012345670123456701234567012345670123456701"
		 "234567",
			10, "dea356a2cddd90c7a7ecedc5ebb563934f460452"},
		{"", 1, "da39a3ee5e6b4b0d3255bfef95601890afd80709"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf text = BUF_INIT;

		for (int j = 0; j < cases[i].times; j++)
			buf_puts(&text, cases[i].text);
		assert_sha1(text.bytes, text.length, cases[i].digest);
		buf_release(&text);
	}
}

/* At 56 bytes the length no longer fits into the first block. */
static void sha1_pads_at_the_end_of_a_block(void **state)
{
	static const struct {
		size_t length;
		const char *digest;
	} cases[] = {
		{55, "c1c8bbdc22796e28c0e15163d20899b65621d65a"},
		{56, "c2db330f6083854c99d4b5bfb6e8f29f201be699"},
		{63, "03f09f5b158a7a8cdad920bddc29b81c18a551f5"},
		{64, "0098ba824b5c16427bd7a1122a5a442a25ec644d"},
		{65, "11655326c708d70319be2610e8a57d9a5b959d3b"},
	};
	char text[65];

	(void)state;
	memset(text, 'a', sizeof(text));
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_sha1(text, cases[i].length, cases[i].digest);
}

static void a_name_always_gives_the_same_uuid(void **state)
{
	static const struct {
		const char *name, *uuid;
	} cases[] = {
		{"www.example.com", "2ed6657d-e927-568b-95e1-2665a8aea6a2"},
		{"python.org", "886313e1-3b8a-5372-9b90-0c9aee199e5d"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char uuid[UUID_SIZE];

		uuid_named(uuid, dns, cases[i].name);
		assert_string_equal(uuid, cases[i].uuid);
	}
}

static void other_names_and_namespaces_give_other_uuids(void **state)
{
	char first[UUID_SIZE], second[UUID_SIZE], nested[UUID_SIZE];

	(void)state;
	uuid_named(first, dns, "morning");
	uuid_named(second, dns, "evening");
	uuid_named(nested, first, "morning");
	assert_string_not_equal(first, second);
	assert_string_not_equal(first, nested);
}

static void random_uuids_differ_and_say_that_they_are_random(void **state)
{
	char first[UUID_SIZE], second[UUID_SIZE];

	(void)state;
	assert_int_equal(uuid_random(first), 0);
	assert_int_equal(uuid_random(second), 0);
	assert_string_not_equal(first, second);
	assert_int_equal(strlen(first), 36);
	assert_int_equal(strspn(first, "0123456789abcdef-"), 36);
	assert_int_equal(first[14], '4');
	assert_non_null(strchr("89ab", first[19]));
	for (int i = 0; i < 36; i++)
		assert_int_equal(first[i] == '-',
			i == 8 || i == 13 || i == 18 || i == 23);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sha1_gives_the_vectors_of_its_rfc),
		cmocka_unit_test(sha1_pads_at_the_end_of_a_block),
		cmocka_unit_test(a_name_always_gives_the_same_uuid),
		cmocka_unit_test(other_names_and_namespaces_give_other_uuids),
		cmocka_unit_test(
			random_uuids_differ_and_say_that_they_are_random),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
