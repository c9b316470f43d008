#include "base/string_set.h"

#include <stdlib.h>
#include <string.h>
#include "base/banned.h"

static int compare(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

size_t string_set_make(const char **texts, size_t count)
{
	size_t kept = 0;

	if (count > 0)
		qsort(texts, count, sizeof(*texts), compare);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || strcmp(texts[kept - 1], texts[i]) != 0)
			texts[kept++] = texts[i];
	return kept;
}

bool string_set_has(const char **texts, size_t count, const char *text)
{
	return count > 0 &&
		bsearch(&text, texts, count, sizeof(*texts), compare) != NULL;
}
