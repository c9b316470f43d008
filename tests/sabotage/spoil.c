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
void __real_contentline_put_text(struct buf *out, const char *name,
	const char *language, const char *text);
void __wrap_contentline_put_text(struct buf *out, const char *name,
	const char *language, const char *text);

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

void __wrap_contentline_put_text(struct buf *out, const char *name,
	const char *language, const char *text)
{
	char *spoilt = spoil(text, getenv("SPOIL_CALENDAR"));

	__real_contentline_put_text(out, name, language, spoilt);
	free(spoilt);
}
