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

const char *fill_next(const char *pattern, struct piece *piece)
{
	size_t plain = strcspn(pattern, "{");

	if (*pattern == '\0')
		return NULL;
	if (plain > 0) {
		*piece = (struct piece){pattern, plain, false};
		return pattern + plain;
	}
	*piece = (struct piece){pattern + 1, strcspn(pattern + 1, "}"), true};
	pattern = piece->bytes + piece->length;
	return *pattern == '}' ? pattern + 1 : pattern;
}

void fill(struct buf *out, const char *pattern, const struct filling *fillings)
{
	struct piece piece;

	for (pattern = fill_next(pattern, &piece); pattern != NULL;
		pattern = fill_next(pattern, &piece)) {
		const struct filling *filling = NULL;

		if (piece.is_name)
			filling = find(fillings, piece.bytes, piece.length);
		else
			buf_put(out, piece.bytes, piece.length);
		if (filling != NULL && filling->text != NULL)
			buf_puts(out, filling->text);
		else if (filling != NULL && filling->digits > 0)
			buf_put_number(out, filling->number, filling->digits);
	}
}

void fill_one(struct buf *out, const char *pattern, const char *name,
	const char *text)
{
	fill(out, pattern, (const struct filling[]){{name, text}, {NULL}});
}
