#include "base/excerpt.h"

#include <string.h>
#include "base/utf8.h"
#include "base/banned.h"

/* Characters that are shown, in all and before the place. */
enum { SHOWN = 100, SHOWN_BEFORE = 60 };

/* The line of `source` that has this number, without its end. */
static const char *find_line(const struct buf *source, int line, size_t *length)
{
	const char *start = source->bytes;
	const char *end = source->bytes + source->length;
	const char *stop;

	for (int i = 1; i < line && start < end; i++) {
		const char *feed = memchr(start, '\n', (size_t)(end - start));

		start = feed ? feed + 1 : end;
	}
	stop = memchr(start, '\n', (size_t)(end - start));
	*length = (size_t)((stop ? stop : end) - start);
	if (*length > 0 && start[*length - 1] == '\r')
		--*length;
	return start;
}

/* The byte at which the character of this number, counted from 1, begins. */
static size_t byte_of(const char *line, size_t length, int number)
{
	size_t at = 0, size;

	for (; number > 1 && at < length; at += size, number--)
		utf8_next(line + at, length - at, &size);
	return at;
}

/* A byte order mark, which is no column, is not shown either. */
static void skip_mark(const char **line, size_t *length)
{
	if (*length >= 3 && memcmp(*line, "\xEF\xBB\xBF", 3) == 0) {
		*line += 3;
		*length -= 3;
	}
}

struct excerpt excerpt_of(const struct buf *source, int line, int column)
{
	struct excerpt quote = {.text = ""};
	size_t length, start = 0, end;
	const char *text;

	if (line == 0)
		return quote;
	text = find_line(source, line, &length);
	skip_mark(&text, &length);
	end = length;
	if (byte_of(text, length, SHOWN + 1) < length) {
		int first = column > SHOWN_BEFORE ? column - SHOWN_BEFORE : 1;

		start = byte_of(text, length, first);
		end = byte_of(text, length, first + SHOWN);
	}
	quote.text = text + start;
	quote.length = end - start;
	quote.place = byte_of(text, length, column) - start;
	quote.is_cut_before = start > 0;
	quote.is_cut_behind = end < length;
	return quote;
}
