#include "model/translation.h"

#include <string.h>
#include "base/banned.h"

static bool has_words(const struct prose *prose)
{
	if (prose->text != NULL && *prose->text != '\0')
		return true;
	for (const struct prose *child = prose->first_child; child != NULL;
		child = child->next)
		if (has_words(child))
			return true;
	return false;
}

static bool has_body(const struct text *text, const char *release)
{
	const struct release_words *words = text_release(text, release);

	return words != NULL && words->body != NULL && has_words(words->body);
}

bool translation_says(const struct text *text, const char *release)
{
	const struct release_words *words = text_release(text, release);

	return words != NULL &&
		(words->href != NULL || has_body(text, release));
}

const struct text *translation_with_body(
	const struct event *event, const char *release)
{
	for (size_t i = 0; i < event->text_count; i++)
		if (has_body(event->texts[i], release))
			return event->texts[i];
	return NULL;
}

const struct text *translation_original(
	const struct event *event, const struct text *text)
{
	if (text->of != NULL)
		return event_text(event, text->of);
	if (strcmp(text->kind, "original") == 0)
		return NULL;
	for (size_t i = 0; i < event->text_count; i++)
		if (strcmp(event->texts[i]->kind, "original") == 0)
			return event->texts[i];
	return NULL;
}

/* Variants of a language, such as zh-Hans and zh-Hant, may share a title. */
static bool is_same_language(const char *a, const char *b)
{
	size_t length = strcspn(a, "-");

	return length == strcspn(b, "-") && strncmp(a, b, length) == 0;
}

bool translation_has_title(const struct event *event, const struct text *text)
{
	const struct text *original = translation_original(event, text);

	return original != NULL && original->title != NULL &&
		text->title != NULL &&
		strcmp(original->title, text->title) == 0 &&
		!is_same_language(original->language, text->language);
}

/* It says what was spoken of by itself. */
static bool has_other_words(const struct text *text)
{
	return text->summary != NULL || text->discussed.count > 0 ||
		text->outcomes.count > 0;
}

/* There is more to translate than a title. */
static bool is_full(const struct text *text)
{
	bool result = has_other_words(text);

	for (size_t i = 0; !result && i < text->release_count; i++)
		result = has_body(text, text->releases[i].ref);
	return result;
}

const struct text *translation_instead(
	const struct event *event, const struct text *text)
{
	const struct text *other = NULL;

	if (has_other_words(text))
		return NULL;
	for (size_t i = 0; i < text->release_count; i++) {
		const char *release = text->releases[i].ref;

		if (translation_says(text, release))
			return NULL;
		if (other == NULL)
			other = translation_with_body(event, release);
	}
	if (other == NULL && translation_has_title(event, text) &&
		is_full(translation_original(event, text)))
		other = translation_original(event, text);
	return other;
}
