#include "write/contentline.h"

#include <stdbool.h>
#include <string.h>
#include "base/banned.h"

static bool is_inside_character(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

/* A reader that strips lines would eat a blank at either side of a fold. */
static bool can_cut(const char *at)
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

void contentline_fold(struct buf *out, const char *line)
{
	size_t length = strlen(line), room = CONTENTLINE_OCTETS;

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

/* Most lines are short: they stay where they are. */
static void fold_from(struct buf *out, size_t start)
{
	struct buf line = BUF_INIT;

	if (out->length - start <= CONTENTLINE_OCTETS) {
		buf_puts(out, "\r\n");
		return;
	}
	buf_put(&line, out->bytes + start, out->length - start);
	buf_cut(out, start);
	contentline_fold(out, line.bytes);
	buf_release(&line);
}

/*
 * Append what libical made, without its folds and the CRLF at the end.  A fold
 * may even be inside that CRLF.
 */
static void put_unfolded(struct buf *out, const char *line)
{
	for (;;) {
		const char *fold = strstr(line, "\r\n ");

		if (fold == NULL)
			break;
		buf_put(out, line, (size_t)(fold - line));
		line = fold + strlen("\r\n ");
	}
	buf_puts(out, line);
	buf_cut(out, out->length - strlen("\r\n"));
}

void contentline_begin(struct buf *out, const char *component)
{
	buf_puts(out, "BEGIN:");
	buf_puts(out, component);
	buf_puts(out, "\r\n");
}

void contentline_end(struct buf *out, const char *component)
{
	buf_puts(out, "END:");
	buf_puts(out, component);
	buf_puts(out, "\r\n");
}

void contentline_put(struct buf *out, icalproperty *property)
{
	contentline_put_as(out, NULL, property);
}

void contentline_put_in(
	struct buf *out, const char *language, icalproperty *property)
{
	contentline_put(out, contentline_in(property, language));
}

void contentline_put_as(
	struct buf *out, const char *name, icalproperty *property)
{
	char *line = icalproperty_as_ical_string_r(property);
	size_t start = out->length;

	if (name == NULL) {
		put_unfolded(out, line);
	} else {
		buf_puts(out, name);
		put_unfolded(out, line + strcspn(line, ":;"));
	}
	fold_from(out, start);
	icalmemory_free_buffer(line);
	icalproperty_free(property);
}

void contentline_put_x(struct buf *out, const char *name, const char *value)
{
	contentline_put_as(out, name, icalproperty_new_x(value));
}

icalproperty *contentline_in(icalproperty *property, const char *language)
{
	if (language != NULL)
		icalproperty_add_parameter(
			property, icalparameter_new_language(language));
	return property;
}

struct icaltimetype contentline_time(const struct when *when)
{
	struct icaltimetype time = icaltime_null_time();

	time.year = when->year;
	time.month = when->month;
	time.day = when->day;
	time.hour = when->hour;
	time.minute = when->minute;
	time.second = when->second;
	time.is_date = when->precision != WHEN_CLOCK;
	return time;
}
