#include <ctype.h>
#include <string.h>
#include "model/phrases.h"
#include "model/subtags.h"
#include "read/checks.h"
#include "read/value.h"
#include "base/banned.h"

/* A tag and its parts; those that it does not have are NULL. */
struct tag {
	const char *language, *script, *region, *variants;
};

/* One subtag of a language tag; how many letters or digits it has. */
static size_t subtag_length(const char *subtag)
{
	return strcspn(subtag, "-");
}

static bool has_variant_form(const char *subtag, size_t length)
{
	return strspn(subtag, LOWER DIGITS) == length && length <= 8 &&
		(length >= 5 ||
			(length == 4 && isdigit((unsigned char)*subtag)));
}

/* RFC 5646, 2.1: language, script, region, variants; in the usual case. */
static bool take_tag(struct tag *tag, const char *at)
{
	size_t length = subtag_length(at);

	*tag = (struct tag){.language = at};
	if ((length != 2 && length != 3) || strspn(at, LOWER) != length)
		return false;
	at += length;
	if (*at == '-' && isupper((unsigned char)at[1]) &&
		subtag_length(at + 1) == 4 && strspn(at + 2, LOWER) == 3) {
		tag->script = at + 1;
		at += 5;
	}
	length = *at == '-' ? subtag_length(at + 1) : 0;
	if ((length == 2 && strspn(at + 1, UPPER) == 2) ||
		(length == 3 && strspn(at + 1, DIGITS) == 3)) {
		tag->region = at + 1;
		at += length + 1;
	}
	tag->variants = *at == '-' ? at + 1 : NULL;
	for (; *at == '-'; at += length + 1) {
		length = subtag_length(at + 1);
		if (!has_variant_form(at + 1, length))
			return false;
	}
	return *at == '\0';
}

/* The first variant that nobody has registered, or NULL. */
static const char *unknown_variant(const char *variant)
{
	while (variant != NULL) {
		size_t length = subtag_length(variant);

		if (!subtag_is_variant(variant, length))
			return variant;
		variant = variant[length] == '-' ? variant + length + 1 : NULL;
	}
	return NULL;
}

static const char *report_language(const char *tag, struct buf *help)
{
	size_t length = subtag_length(tag);
	const char *meant = subtag_meant(tag, length);

	if (meant != NULL)
		buf_printf(help, "write %.2s%s", meant, tag + length);
	else
		buf_puts(help, "write a code of ISO 639, such as fr, ja or ar");
	return "starts with no known language";
}

/* What is wrong with a tag of the right form, or NULL. */
static const char *check_subtags(const struct tag *tag, struct buf *help)
{
	const char *variant = unknown_variant(tag->variants);

	if (!subtag_is_language(tag->language, subtag_length(tag->language)))
		return report_language(tag->language, help);
	if (tag->script != NULL && !subtag_is_script(tag->script, 4)) {
		buf_puts(help,
			"leave the script out, or write one of ISO 15924, such "
			"as Hant in zh-Hant");
		return "names a script that does not exist";
	}
	if (tag->region != NULL &&
		!subtag_is_region(tag->region, subtag_length(tag->region))) {
		buf_puts(help,
			"leave the region out, or write one of ISO "
			"3166, such as GB in en-GB");
		return "names a region that does not exist";
	}
	if (variant != NULL) {
		buf_printf(help, "write %.*s",
			(int)(variant - 1 - tag->language), tag->language);
		return "has an end that belongs to no language";
	}
	return NULL;
}

static bool is_language(const char *value)
{
	struct buf help = BUF_INIT;
	struct tag tag;
	bool result =
		take_tag(&tag, value) && check_subtags(&tag, &help) == NULL;

	buf_release(&help);
	return result;
}

/* "pt-br" and "zh_hant" in the case and with the hyphens of BCP 47. */
static void tidy_tag(const char *value, size_t length, char tidy[LANGUAGE_SIZE])
{
	size_t start = 0, i;

	for (i = 0; i < LANGUAGE_SIZE - 1 && i < length; i++) {
		size_t subtag;

		tidy[i] = value[i] == '_'
			? '-'
			: (char)tolower((unsigned char)value[i]);
		if (tidy[i] == '-')
			start = i + 1;
		subtag = strcspn(value + start, "-_");
		if (subtag > length - start)
			subtag = length - start;
		if (start > 0 && (subtag == 2 || (subtag == 4 && i == start)))
			tidy[i] = (char)toupper((unsigned char)tidy[i]);
	}
	tidy[i] = '\0';
}

const char *check_language(const char *value, struct buf *help)
{
	const char *code;
	struct tag tag;
	char tidy[LANGUAGE_SIZE];

	if (take_tag(&tag, value))
		return check_subtags(&tag, help);
	tidy_tag(value, strlen(value), tidy);
	code = catalogue_code_of("language.", value);
	if (code == NULL && is_language(tidy))
		code = tidy;
	buf_printf(help, "write %s",
		code ? code : "a BCP 47 tag, such as fr, pt-BR or zh-Hant");
	return "is no language tag";
}

/* "en-EN" is a mistake, and no copy of "en". */
static bool is_region_form(const char *end)
{
	return strlen(end) == 3 && strspn(end + 1, LOWER UPPER) == 2;
}

/* Whether the first bytes of `name` are the name of a record. */
static bool take_name(const char *name, size_t length, char tidy[LANGUAGE_SIZE])
{
	tidy_tag(name, length, tidy);
	return is_language(tidy) || strcmp(tidy, "event") == 0;
}

bool value_is_copy(const char *name, char original[LANGUAGE_SIZE])
{
	size_t length = strlen(name);
	const char *last = strrchr(name, ' ');

	if (take_name(name, length, original))
		return false;
	/* "en-backup", "pt-BR - Copie (2)" */
	while (length > 0) {
		length--;
		if (isalnum((unsigned char)name[length]) ||
			(unsigned char)name[length] >= 0x80)
			continue;
		if (take_name(name, length, original))
			return !is_region_form(name + length);
	}
	/* "Copie de fr" */
	return last != NULL && take_name(last + 1, strlen(last + 1), original);
}
