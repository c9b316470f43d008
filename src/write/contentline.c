#include "write/contentline.h"

#include <string.h>
#include "base/banned.h"

static int is_inside_character(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

/* A reader that strips lines would eat a blank at either side of a fold. */
static int can_cut(const char *at)
{
	return !is_inside_character(*at) && at[-1] != ' ' && *at != ' ';
}

/* How much of `line` goes on the next physical line of `room` octets. */
static size_t piece_length(const char *line, size_t length, size_t room)
{
	size_t cut = room;

	if (length <= room)
		return length;
	while (cut > 1 && !can_cut(line + cut))
		cut--;
	if (cut > 1)
		return cut;
	/* Nothing but blanks: only characters are kept whole. */
	for (cut = room; is_inside_character(line[cut]);)
		cut--;
	return cut;
}

static void put_folded(struct buf *out, const char *line, size_t length)
{
	size_t room = CONTENTLINE_OCTETS;

	for (;;) {
		size_t piece = piece_length(line, length, room);

		buf_put(out, line, piece);
		buf_puts(out, "\r\n");
		line += piece;
		length -= piece;
		if (length == 0)
			return;
		buf_putc(out, ' ');
		room = CONTENTLINE_OCTETS - 1;
	}
}

void contentline_put(struct buf *out, const char *line)
{
	put_folded(out, line, strlen(line));
}

size_t contentline_begin(struct buf *out, const char *name)
{
	size_t start = out->length;

	buf_puts(out, name);
	return start;
}

void contentline_put_parameter(
	struct buf *out, const char *name, const char *value)
{
	if (value == NULL)
		return;
	buf_putc(out, ';');
	buf_puts(out, name);
	buf_putc(out, '=');
	buf_puts(out, value);
}

void contentline_escape(struct buf *out, const char *text)
{
	for (;;) {
		size_t plain = strcspn(text, ",;\\\n");

		buf_put(out, text, plain);
		text += plain;
		if (*text == '\0')
			return;
		buf_putc(out, '\\');
		buf_putc(out, *text == '\n' ? 'n' : *text);
		text++;
	}
}

void contentline_put_escaped(struct buf *out, const char *text)
{
	buf_putc(out, ':');
	contentline_escape(out, text);
}

void contentline_put_plain(struct buf *out, const char *value)
{
	buf_putc(out, ':');
	buf_puts(out, value);
}

/* Most lines are short: they stay where they are. */
void contentline_end(struct buf *out, size_t start)
{
	struct buf line = BUF_INIT;

	if (out->length - start <= CONTENTLINE_OCTETS) {
		buf_puts(out, "\r\n");
		return;
	}
	buf_put(&line, out->bytes + start, out->length - start);
	buf_cut(out, start);
	put_folded(out, line.bytes, line.length);
	buf_release(&line);
}

void contentline_put_text(struct buf *out, const char *name,
	const char *language, const char *text)
{
	size_t line = contentline_begin(out, name);

	contentline_put_parameter(out, "LANGUAGE", language);
	contentline_put_escaped(out, text);
	contentline_end(out, line);
}

void contentline_put_value(struct buf *out, const char *name, const char *value)
{
	size_t line = contentline_begin(out, name);

	contentline_put_plain(out, value);
	contentline_end(out, line);
}
