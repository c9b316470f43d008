#include "write/contentline.h"

#include <assert.h>
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

void contentline_put(struct buf *out, const char *line)
{
	size_t length = strlen(line);
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

void contentline_put_escaped(struct buf *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (strchr(",;\\", *text) != NULL)
			buf_putc(out, '\\');
		buf_putc(out, *text);
	}
}

/* What libical folded by rules of its own, in one line again. */
static void unfold(struct buf *line, const char *folded)
{
	while (*folded != '\0') {
		size_t plain = strcspn(folded, "\r\n");

		buf_put(line, folded, plain);
		folded += plain;
		folded += strspn(folded, "\r\n");
		if (*folded == ' ')
			folded++;
	}
}

void contentline_put_property(struct buf *out, icalproperty *property)
{
	struct buf line = BUF_INIT;
	char *folded = icalproperty_as_ical_string_r(property);

	assert(folded != NULL);
	unfold(&line, folded);
	contentline_put(out, line.bytes);
	buf_release(&line);
	icalmemory_free_buffer(folded);
	icalproperty_free(property);
}

void contentline_put_extension(
	struct buf *out, const char *name, const char *value)
{
	icalproperty *property = icalproperty_new(ICAL_X_PROPERTY);

	icalproperty_set_x_name(property, name);
	icalproperty_set_value(property, icalvalue_new_x(value));
	contentline_put_property(out, property);
}

icalproperty *contentline_in_language(
	icalproperty *property, const char *language)
{
	if (language != NULL)
		icalproperty_add_parameter(
			property, icalparameter_new_language(language));
	return property;
}
