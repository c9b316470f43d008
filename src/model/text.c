#include "model/text.h"

#include <string.h>
#include "base/banned.h"

void date_put(struct buf *out, const struct date *date)
{
	if (date->when.precision == WHEN_CLOCK)
		instant_put_rfc3339(out, date->at);
	else
		when_put(out, &date->when);
}

const struct person_words *text_person(const struct text *text, const char *ref)
{
	for (size_t i = 0; i < text->person_count; i++)
		if (strcmp(text->persons[i].ref, ref) == 0)
			return &text->persons[i];
	return NULL;
}

const struct release_words *text_release(
	const struct text *text, const char *id)
{
	for (size_t i = 0; i < text->release_count; i++)
		if (strcmp(text->releases[i].ref, id) == 0)
			return &text->releases[i];
	return NULL;
}

const char *text_page(const struct text *text, const char *id)
{
	const struct release_words *words =
		text ? text_release(text, id) : NULL;

	return words ? words->href : NULL;
}
