/*
 * A writer that goes wrong: linked around parts of src/write, it changes the
 * word in $SPOIL_ATOM or $SPOIL_CALENDAR wherever it is written.
 */
#include <stdlib.h>
#include <string.h>
#include "write/contentline.h"
#include "write/markup.h"

void __real_markup_text(struct markup *markup, const char *text);
void __wrap_markup_text(struct markup *markup, const char *text);
icalproperty *__real_contentline_in(
	icalproperty *property, const char *language);
icalproperty *__wrap_contentline_in(
	icalproperty *property, const char *language);

/* The text with the first such word spoilt; the caller frees it. */
static char *spoil(const char *text, const char *word)
{
	char *spoilt = strdup(text);
	char *at = word ? strstr(spoilt, word) : NULL;

	if (at != NULL)
		*at = '?';
	return spoilt;
}

void __wrap_markup_text(struct markup *markup, const char *text)
{
	char *spoilt = spoil(text, getenv("SPOIL_ATOM"));

	__real_markup_text(markup, spoilt);
	free(spoilt);
}

icalproperty *__wrap_contentline_in(
	icalproperty *property, const char *language)
{
	icalvalue *value = icalproperty_get_value(property);
	char *spoilt =
		spoil(icalvalue_get_text(value), getenv("SPOIL_CALENDAR"));

	icalvalue_set_text(value, spoilt);
	free(spoilt);
	return __real_contentline_in(property, language);
}
