#include "model/phrases.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include "base/banned.h"

static const struct catalogue *find_catalogue(const char *tag, size_t length)
{
	for (size_t i = 0; i < catalogue_count; i++)
		if (strncmp(catalogues[i].language, tag, length) == 0 &&
			catalogues[i].language[length] == '\0')
			return &catalogues[i];
	return NULL;
}

/* Chinese by its region, where no script is given. */
static const char *with_script(const char *language)
{
	static const char *const traditional[] = {"zh-TW", "zh-HK", "zh-MO"};

	for (size_t i = 0; i < sizeof(traditional) / sizeof(*traditional); i++)
		if (strcmp(language, traditional[i]) == 0)
			return "zh-Hant";
	return language;
}

/* RFC 4647, 3.4: the tag is cut from its end until something is found. */
const struct catalogue *catalogue_for(const char *language)
{
	const struct catalogue *found = NULL;
	size_t length;

	language = with_script(language);
	length = strlen(language);
	while (found == NULL && length > 0) {
		found = find_catalogue(language, length);
		while (--length > 0 && language[length] != '-')
			continue;
	}
	return found ? found : find_catalogue("en", 2);
}

const char *catalogue_language(const char *language)
{
	const char *found = catalogue_for(language)->language;
	size_t length = strcspn(found, "-");

	if (strncmp(found, language, length) == 0 &&
		(language[length] == '-' || language[length] == '\0'))
		return language;
	return found;
}

/* As first_slot() in model/phrases/compile.awk counts it. */
static size_t first_slot(const struct catalogue *catalogue, const char *key)
{
	uint32_t hash = 0;

	for (; *key != '\0'; key++)
		hash = hash * 31 + (unsigned char)*key;
	return hash % catalogue->slot_count;
}

const char *catalogue_find(const struct catalogue *catalogue, const char *key)
{
	size_t slot = first_slot(catalogue, key);

	for (; catalogue->slots[slot] != 0;
		slot = (slot + 1) % catalogue->slot_count) {
		const struct phrase *phrase =
			&catalogue->phrases[catalogue->slots[slot] - 1];

		if (strcmp(phrase->key, key) == 0)
			return phrase->text;
	}
	return NULL;
}

const char *catalogue_self_name(const char *language)
{
	static const char self_names[] = "self_names";
	const struct catalogue *names =
		find_catalogue(self_names, strlen(self_names));
	const char *name = NULL;
	char key[64];
	size_t length = strlen(language);

	while (names != NULL && name == NULL && length > 0) {
		snprintf(key, sizeof(key), "language.%.*s", (int)length,
			language);
		name = catalogue_find(names, key);
		while (--length > 0 && language[length] != '-')
			continue;
	}
	return name;
}

int catalogue_knows_country(const char *code)
{
	char key[64];

	snprintf(key, sizeof(key), "country.%s", code);
	return catalogue_find(catalogue_for("en"), key) != NULL;
}

static const char *code_in(
	const struct catalogue *catalogue, const char *prefix, const char *name)
{
	size_t length = strlen(prefix);

	for (size_t i = 0; i < catalogue->count; i++) {
		const struct phrase *phrase = &catalogue->phrases[i];

		if (strncmp(phrase->key, prefix, length) == 0 &&
			strcasecmp(phrase->text, name) == 0)
			return phrase->key + length;
	}
	return NULL;
}

const char *catalogue_code_of(const char *prefix, const char *name)
{
	const char *code = NULL;

	for (size_t i = 0; i < catalogue_count && code == NULL; i++)
		code = code_in(&catalogues[i], prefix, name);
	return code;
}
