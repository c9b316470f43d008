#include "prove/lines.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>
#include "prove/compare.h"
#include "base/banned.h"

void lines_begin(struct buf *out, const char *name)
{
	if (out->length > 0)
		buf_putc(out, '\n');
	buf_puts(out, name);
}

void lines_attribute(struct buf *out, const char *name, const char *value)
{
	if (value == NULL)
		return;
	buf_putc(out, ';');
	buf_puts(out, name);
	buf_putc(out, '=');
	buf_puts(out, value);
}

void lines_text(struct buf *out, const char *text)
{
	if (text == NULL)
		return;
	buf_putc(out, ':');
	buf_puts(out, text);
}

void lines_put(struct buf *out, const char *name, const char *value)
{
	if (value == NULL)
		return;
	lines_begin(out, name);
	lines_text(out, value);
}

void lines_printf(struct buf *out, const char *name, const char *format, ...)
{
	va_list arguments;

	lines_put(out, name, "");
	va_start(arguments, format);
	buf_vprintf(out, format, arguments);
	va_end(arguments);
}

void lines_put_words(struct buf *out, const char *name, const char *attribute,
	struct words words)
{
	if (words.text == NULL)
		return;
	lines_begin(out, name);
	lines_attribute(out, attribute, words.language);
	lines_text(out, words.text);
}

static bool is_blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

void lines_put_piece(struct buf *out, const struct element *piece)
{
	if (piece->name == NULL) {
		lines_text(out, is_blank(piece->text) ? NULL : piece->text);
		return;
	}
	lines_begin(out, piece->name);
	for (size_t i = 0; i < piece->attribute_count; i++)
		lines_attribute(out, piece->attributes[i].name,
			piece->attributes[i].value);
	for (const struct element *child = piece->first_child; child != NULL;
		child = child->next)
		lines_put_piece(out, child);
}

/* The start of the line that `at` is in. */
static const char *line_start(const char *text, const char *at)
{
	while (at > text && at[-1] != '\n')
		at--;
	return at;
}

void lines_compare(struct buf *problem, const char *read, const char *expected)
{
	const char *line;
	size_t same = 0;

	if (strcmp(read, expected) == 0)
		return;
	while (read[same] == expected[same])
		same++;
	line = line_start(read, read + same);
	expected += line - read;
	compare_fail(problem, "there is '%.*s' and not '%.*s'",
		(int)strcspn(line, "\n"), line, (int)strcspn(expected, "\n"),
		expected);
}
