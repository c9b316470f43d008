#include "base/html.h"

#include <string.h>
#include "base/utf8.h"
#include "base/banned.h"

static const char *escape_of(long character)
{
	switch (character) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return utf8_is_harmless(character) ? NULL : "\xEF\xBF\xBD";
	}
}

void html_put(struct buf *out, const char *bytes, size_t length)
{
	size_t size;

	for (size_t i = 0; i < length; i += size) {
		const char *escape =
			escape_of(utf8_next(bytes + i, length - i, &size));

		if (escape == NULL)
			buf_put(out, bytes + i, size);
		else
			buf_puts(out, escape);
	}
}

void html_puts(struct buf *out, const char *text)
{
	html_put(out, text, strlen(text));
}

void html_put_lines(struct buf *out, const char *bytes, size_t length)
{
	const char *feed = memchr(bytes, '\n', length);

	while (feed != NULL) {
		size_t line = (size_t)(feed - bytes);

		html_put(out, bytes, line);
		buf_putc(out, '\n');
		bytes += line + 1;
		length -= line + 1;
		feed = memchr(bytes, '\n', length);
	}
	html_put(out, bytes, length);
}
