#include "prove/compare.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>
#include "base/banned.h"

void compare_fail(struct buf *problem, const char *format, ...)
{
	va_list arguments;

	if (problem->length > 0)
		return;
	va_start(arguments, format);
	buf_vprintf(problem, format, arguments);
	va_end(arguments);
}

void compare_text(struct buf *problem, const char *what, const char *read,
	const char *expected)
{
	if (read == expected ||
		(read != NULL && expected != NULL &&
			strcmp(read, expected) == 0))
		return;
	compare_fail(problem, "%s is '%s' and not '%s'", what, read ? read : "",
		expected ? expected : "");
}

void compare_attribute(struct buf *problem, const struct element *element,
	const char *name, const char *expected)
{
	compare_text(problem, name, element_value(element, name), expected);
}

/* Called for each character that is compared, strspn() would be slow. */
static const char *skip_blanks(const char *text)
{
	while (*text == ' ' || *text == '\t' || *text == '\r' || *text == '\n')
		text++;
	return text;
}

/* Whether `text` starts with all of `start`, blanks apart. */
static bool starts_with(const char *text, const char *start)
{
	for (start = skip_blanks(start); *start != '\0';
		start = skip_blanks(start + 1), text++) {
		text = skip_blanks(text);
		if (*text != *start)
			return false;
	}
	return true;
}

void compare_contains(struct buf *problem, const char *what, const char *read,
	const char *expected)
{
	const char *start = skip_blanks(expected ? expected : "");
	const char *at = read ? read : "";

	if (*start == '\0' || strstr(at, start) != NULL)
		return;
	for (at = strchr(at, *start); at != NULL; at = strchr(at + 1, *start))
		if (starts_with(at, start))
			return;
	compare_fail(problem, "%s lacks '%s'", what, expected);
}
