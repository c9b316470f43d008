#include "read/checks.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include "base/nearest.h"
#include "model/colour.h"
#include "model/phrases.h"
#include "base/banned.h"

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
