#include "read/checks.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include "base/nearest.h"
#include "model/colour.h"
#include "model/phrases.h"
#include "base/banned.h"

/* One subtag of a language tag; how many letters or digits it has. */
static size_t subtag_length(const char *subtag)
{
	return strcspn(subtag, "-");
}

/* RFC 5646, 2.1: language, script, region, variants; in the usual case. */
static int has_tag_form(const char *tag)
{
	size_t length = subtag_length(tag);

	if ((length != 2 && length != 3) || strspn(tag, LOWER) != length)
		return 0;
	tag += length;
	if (*tag == '-' && isupper((unsigned char)tag[1]) &&
		subtag_length(tag + 1) == 4 && strspn(tag + 2, LOWER) == 3)
		tag += 5;
	if (*tag == '-' && subtag_length(tag + 1) == 2 &&
		strspn(tag + 1, UPPER) == 2)
		tag += 3;
	else if (*tag == '-' && subtag_length(tag + 1) == 3 &&
		strspn(tag + 1, DIGITS) == 3)
		tag += 4;
	while (*tag == '-') {
		length = subtag_length(tag + 1);
		if (length > 8 || strspn(tag + 1, LOWER DIGITS) != length ||
			(length < 5 &&
				!(length == 4 &&
					isdigit((unsigned char)tag[1]))))
			return 0;
		tag += length + 1;
	}
	return *tag == '\0';
}

/* The region of a tag of the right form, or NULL. */
static const char *region_of(const char *tag)
{
	for (tag = strchr(tag, '-'); tag != NULL; tag = strchr(tag + 1, '-'))
		if (subtag_length(tag + 1) == 2)
			return tag + 1;
	return NULL;
}

/* "pt-br" and "zh_hant" in the case and with the hyphens of BCP 47. */
static void tidy_tag(const char *value, char tidy[36])
{
	size_t start = 0, i;

	for (i = 0; i < 35 && value[i] != '\0'; i++) {
		int capital;

		tidy[i] = value[i] == '_'
			? '-'
			: (char)tolower((unsigned char)value[i]);
		if (tidy[i] == '-')
			start = i + 1;
		capital = start > 0 &&
			((strcspn(value + start, "-_") == 4 && i == start) ||
				strcspn(value + start, "-_") == 2);
		if (capital)
			tidy[i] = (char)toupper((unsigned char)tidy[i]);
	}
	tidy[i] = '\0';
}

const char *check_language(const char *value, struct buf *help)
{
	const char *code, *region;
	char tidy[36] = "";

	tidy_tag(value, tidy);
	if (!has_tag_form(value)) {
		code = catalogue_code_of("language.", value);
		if (code == NULL && has_tag_form(tidy))
			code = tidy;
		buf_printf(help, "write %s",
			code ? code
			     : "a BCP 47 tag, such as fr, pt-BR or zh-Hant");
		return "is no language tag";
	}
	tidy[subtag_length(tidy)] = '\0';
	if (strlen(tidy) == 2 && !catalogue_knows_language(tidy)) {
		if (strcmp(tidy, "jp") == 0)
			buf_puts(help, "write ja for Japanese");
		else
			buf_puts(help,
				"write a code of ISO 639, such as fr, "
				"ja or ar");
		return "starts with no known language";
	}
	region = region_of(value);
	if (region != NULL &&
		!catalogue_knows_country(
			(const char[]){region[0], region[1], '\0'})) {
		buf_puts(help,
			"leave the region out, or write one of ISO "
			"3166, such as GB in en-GB");
		return "names a region that does not exist";
	}
	return NULL;
}

/* "be" and "Belgium" as "BE"; NULL when nothing is meant. */
static const char *meant_code(const char *value, char capitals[3])
{
	const char *code = catalogue_code_of("country.", value);

	if (strcasecmp(value, "UK") == 0)
		return "GB";
	if (code != NULL || strlen(value) != 2)
		return code;
	capitals[0] = (char)toupper((unsigned char)value[0]);
	capitals[1] = (char)toupper((unsigned char)value[1]);
	capitals[2] = '\0';
	return catalogue_knows_country(capitals) ? capitals : NULL;
}

static int is_union(const char *code)
{
	return strcmp(code, "EU") == 0 || strcmp(code, "UN") == 0;
}

const char *check_country(const char *value, struct buf *help)
{
	char capitals[3];
	const char *code;

	if (is_union(value)) {
		buf_puts(help,
			"write the country that the place is in, such "
			"as BE");
		return "is no country";
	}
	if (strlen(value) == 2 && is_made_of(value, UPPER, "", 2) &&
		catalogue_knows_country(value))
		return NULL;
	code = meant_code(value, capitals);
	if (code != NULL && !is_union(code))
		buf_printf(help, "write %s", code);
	else
		buf_puts(help, "write the two letters of ISO 3166, such as BE");
	return "is no country code";
}

const char *check_party(const char *value, struct buf *help)
{
	char capitals[3];
	const char *code;

	if (is_made_of(value, UPPER DIGITS "-", DIGITS "-", 20) &&
		strlen(value) >= 2)
		return NULL;
	code = meant_code(value, capitals);
	if (code != NULL)
		buf_printf(help, "write %s", code);
	else
		buf_puts(help, "write a code in capitals: JP, EU, ASEAN");
	return "is no code of a party";
}

const char *check_colour(const char *value, struct buf *help)
{
	struct nearest nearest;

	if (colour_find(value) != NULL)
		return NULL;
	nearest_begin(&nearest, value);
	for (size_t i = 0; i < colour_count; i++)
		nearest_offer(&nearest, colours[i].name);
	buf_printf(help, "write %s",
		nearest.found ? nearest.found
			      : "a colour name of CSS, such as steelblue");
	return "is no colour";
}

const char *check_phrase_id(const char *value, struct buf *help)
{
	const struct catalogue *english = catalogue_for("en");
	struct nearest nearest;

	if (catalogue_find(english, value) != NULL &&
		is_made_of(value, LOWER DIGITS ".-", "", 64))
		return NULL;
	nearest_begin(&nearest, value);
	for (size_t i = 0; i < english->count; i++)
		nearest_offer(&nearest, english->phrases[i].key);
	/* "co-chair" for "as.co-chair". */
	for (size_t i = 0; i < english->count && nearest.found == NULL; i++) {
		const char *last = strchr(english->phrases[i].key, '.');
		struct nearest tail;

		nearest_begin(&tail, value);
		nearest_offer(&tail, last ? last + 1 : "");
		if (tail.found != NULL)
			nearest.found = english->phrases[i].key;
	}
	buf_printf(help, "write %s",
		nearest.found ? nearest.found
			      : "the id of a phrase, see dialogue-feeds(5)");
	return "is no phrase of the program";
}
