#include "model/words.h"

#include <string.h>
#include "base/banned.h"

struct words wordings_in(const struct wordings *wordings, const char *language)
{
	for (size_t i = 0; i < wordings->count; i++)
		if (strcmp(wordings->items[i].language, language) == 0)
			return wordings->items[i];
	return (struct words){language, NULL};
}

bool words_are_to_come(const char *text)
{
	return strcmp(text, WORDS_TO_COME) == 0 || strcmp(text, "...") == 0;
}

bool words_are_same(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a, b) == 0;
}

bool word_list_has(const struct word_list *list, const char *word)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i], word) == 0)
			return true;
	return false;
}
