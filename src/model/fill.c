#include "model/fill.h"

#include <string.h>
#include "base/banned.h"

static const struct filling *find(
	const struct filling *fillings, const char *name, size_t length)
{
	for (; fillings->name != NULL; fillings++)
		if (strlen(fillings->name) == length &&
			strncmp(fillings->name, name, length) == 0)
			return fillings;
	return NULL;
}

void fill(struct buf *out, const char *pattern, const struct filling *fillings)
{
	while (*pattern != '\0') {
		size_t plain = strcspn(pattern, "{");
		size_t name;
		const struct filling *filling;

		buf_put(out, pattern, plain);
		pattern += plain;
		if (*pattern == '\0')
			break;
		name = strcspn(pattern + 1, "}");
		filling = find(fillings, pattern + 1, name);
		if (filling != NULL && filling->text != NULL)
			buf_puts(out, filling->text);
		else if (filling != NULL && filling->digits > 0)
			buf_put_number(out, filling->number, filling->digits);
		pattern += name + 1;
		pattern += *pattern == '}';
	}
}

void fill_one(struct buf *out, const char *pattern, const char *name,
	const char *text)
{
	fill(out, pattern, (const struct filling[]){{name, text}, {NULL}});
}
