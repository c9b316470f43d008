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
