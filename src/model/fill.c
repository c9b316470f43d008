#include "model/fill.h"

#include <string.h>
#include "base/banned.h"

static const char *find(
	const struct filling *fillings, const char *name, size_t length)
{
	for (; fillings->name != NULL; fillings++)
		if (strlen(fillings->name) == length &&
			strncmp(fillings->name, name, length) == 0)
			return fillings->text;
	return NULL;
}

void fill(struct buf *out, const char *pattern, const struct filling *fillings)
{
	while (*pattern != '\0') {
		size_t plain = strcspn(pattern, "{");
		size_t name;
		const char *text;

		buf_put(out, pattern, plain);
		pattern += plain;
		if (*pattern == '\0')
			break;
		name = strcspn(pattern + 1, "}");
		text = find(fillings, pattern + 1, name);
		if (text != NULL)
			buf_puts(out, text);
		pattern += name + 1;
		pattern += *pattern == '}';
	}
}

void fill_one(struct buf *out, const char *pattern, const char *name,
	const char *text)
{
	fill(out, pattern, (const struct filling[]){{name, text}, {NULL}});
}
