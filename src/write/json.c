#include "write/json.h"

#include <assert.h>
#include "base/banned.h"

/* RFC 8259, 7: what needs no escape. */
static size_t plain_length(const char *text)
{
	size_t length = 0;

	while ((unsigned char)text[length] >= 0x20 && text[length] != '"' &&
		text[length] != '\\')
		length++;
	return length;
}

void json_string(struct buf *out, const char *text)
{
	buf_putc(out, '"');
	for (;;) {
		size_t plain = plain_length(text);

		buf_put(out, text, plain);
		text += plain;
		if (*text == '\0')
			break;
		if (*text == '\n')
			buf_puts(out, "\\n");
		else if ((unsigned char)*text < 0x20)
			buf_printf(out, "\\u%04x", (unsigned char)*text);
		else
			buf_printf(out, "\\%c", *text);
		text++;
	}
	buf_putc(out, '"');
}

static void break_line(struct json *json)
{
	buf_putc(json->out, '\n');
	for (int i = 0; i < json->base + json->depth; i++)
		buf_puts(json->out, "  ");
}

static void put_name(struct json *json, const char *name)
{
	if (json->count > 0)
		buf_putc(json->out, ',');
	if (json->depth > 0)
		break_line(json);
	else
		for (int i = 0; i < json->base; i++)
			buf_puts(json->out, "  ");
	json->count++;
	if (name == NULL)
		return;
	json_string(json->out, name);
	buf_puts(json->out, ": ");
}

void json_open(struct json *json, const char *name, char opening)
{
	put_name(json, name);
	buf_putc(json->out, opening);
	assert((size_t)json->depth < sizeof(json->closing));
	json->closing[json->depth++] = opening == '{' ? '}' : ']';
	json->count = 0;
}

void json_close(struct json *json)
{
	json->depth--;
	if (json->count > 0)
		break_line(json);
	buf_putc(json->out, json->closing[json->depth]);
	json->count = 1;
}

void json_text(struct json *json, const char *name, const char *text)
{
	put_name(json, name);
	if (text != NULL)
		json_string(json->out, text);
	else
		buf_puts(json->out, "null");
}

void json_number(struct json *json, const char *name, int number)
{
	put_name(json, name);
	if (number != 0)
		buf_put_number(json->out, number, 1);
	else
		buf_puts(json->out, "null");
}

void json_size(struct json *json, const char *name, size_t count)
{
	put_name(json, name);
	buf_printf(json->out, "%zu", count);
}

void json_bool(struct json *json, const char *name, bool is_so)
{
	put_name(json, name);
	buf_puts(json->out, is_so ? "true" : "false");
}
