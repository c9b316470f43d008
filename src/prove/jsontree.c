#include "prove/jsontree.h"

#include <stdlib.h>
#include <string.h>
#include "base/utf8.h"
#include "base/banned.h"

enum { DEEPEST = 16 };

struct json_reading {
	struct pool *pool;
	const char *at, *end;
	int depth;
};

static struct json_value *read_value(struct json_reading *reading);

static void skip_blanks(struct json_reading *reading)
{
	while (reading->at < reading->end &&
		strchr(" \t\r\n", *reading->at) != NULL)
		reading->at++;
}

static int take(struct json_reading *reading, char byte)
{
	skip_blanks(reading);
	if (reading->at >= reading->end || *reading->at != byte)
		return 0;
	reading->at++;
	return 1;
}

/* Of the escapes, those that are written here: all below U+0080. */
static int read_escape(struct json_reading *reading, struct buf *text)
{
	static const char plain[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
	const char *known;
	char digits[5] = "", *rest;
	long code;

	if (reading->end - reading->at < 2)
		return -1;
	known = strchr(plain, reading->at[1]);
	if (known != NULL) {
		buf_putc(text, means[known - plain]);
		reading->at += 2;
		return 0;
	}
	if (reading->at[1] != 'u' || reading->end - reading->at < 6)
		return -1;
	memcpy(digits, reading->at + 2, 4);
	code = strtol(digits, &rest, 16);
	if (*rest != '\0' || code <= 0 || code >= 0x80)
		return -1;
	buf_putc(text, (char)code);
	reading->at += 6;
	return 0;
}

static int read_character(struct json_reading *reading, struct buf *text)
{
	size_t size;

	if ((unsigned char)*reading->at < 0x20 ||
		utf8_next(reading->at, (size_t)(reading->end - reading->at),
			&size) < 0)
		return -1;
	buf_put(text, reading->at, size);
	reading->at += size;
	return 0;
}

static const char *read_string(struct json_reading *reading)
{
	struct buf text = BUF_INIT;
	const char *result = NULL;
	int failed = !take(reading, '"');

	while (!failed && reading->at < reading->end && *reading->at != '"')
		failed = *reading->at == '\\' ? read_escape(reading, &text)
					      : read_character(reading, &text);
	if (!failed && take(reading, '"'))
		result = pool_bytes(reading->pool, text.bytes, text.length);
	buf_release(&text);
	return result;
}

static int has_name(
	const struct json_value *object, const struct json_value *member)
{
	return member->name != NULL &&
		json_member(object, member->name) != NULL;
}

static struct json_value *read_member(
	struct json_reading *reading, char opening)
{
	struct json_value *member;
	const char *name = NULL;

	if (opening == '{') {
		name = read_string(reading);
		if (name == NULL || !take(reading, ':'))
			return NULL;
	}
	member = read_value(reading);
	if (member != NULL)
		member->name = name;
	return member;
}

static int read_members(struct json_reading *reading, struct json_value *value)
{
	char closing = value->kind == '{' ? '}' : ']';
	struct json_value **last = &value->first_child;

	if (take(reading, closing))
		return 0;
	do {
		struct json_value *member = read_member(reading, value->kind);

		if (member == NULL || has_name(value, member))
			return -1;
		*last = member;
		last = &member->next;
	} while (take(reading, ','));
	return take(reading, closing) ? 0 : -1;
}

static int read_word(struct json_reading *reading, const char *word)
{
	size_t length = strlen(word);

	if ((size_t)(reading->end - reading->at) < length ||
		strncmp(reading->at, word, length) != 0)
		return -1;
	reading->at += length;
	return 0;
}

/* Whole numbers without sign are all that is written. */
static int read_number(struct json_reading *reading, struct json_value *value)
{
	size_t length = strspn(reading->at, "0123456789");

	if (length == 0 || (length > 1 && *reading->at == '0'))
		return -1;
	value->kind = '0';
	value->text = pool_bytes(reading->pool, reading->at, length);
	reading->at += length;
	return 0;
}

static int read_kind(struct json_reading *reading, struct json_value *value)
{
	switch (value->kind) {
	case '{':
	case '[':
		reading->at++;
		return read_members(reading, value);
	case '"':
		value->text = read_string(reading);
		return value->text != NULL ? 0 : -1;
	case 't':
		return read_word(reading, "true");
	case 'f':
		return read_word(reading, "false");
	case 'n':
		return read_word(reading, "null");
	default:
		return read_number(reading, value);
	}
}

static struct json_value *read_value(struct json_reading *reading)
{
	struct json_value *value = pool_alloc(reading->pool, sizeof(*value));
	int result;

	skip_blanks(reading);
	if (reading->at >= reading->end || reading->depth >= DEEPEST)
		return NULL;
	value->kind = *reading->at;
	reading->depth++;
	result = read_kind(reading, value);
	reading->depth--;
	return result == 0 ? value : NULL;
}

const struct json_value *json_read(struct pool *pool, const struct buf *bytes)
{
	struct json_reading reading = {
		pool, bytes->bytes, bytes->bytes + bytes->length, 0};
	const struct json_value *value = read_value(&reading);

	skip_blanks(&reading);
	return reading.at == reading.end ? value : NULL;
}

const struct json_value *json_member(
	const struct json_value *object, const char *name)
{
	const struct json_value *child = object ? object->first_child : NULL;

	while (child != NULL &&
		(child->name == NULL || strcmp(child->name, name) != 0))
		child = child->next;
	return child;
}

const char *json_member_text(const struct json_value *object, const char *name)
{
	const struct json_value *member = json_member(object, name);

	return member != NULL && member->kind == '"' ? member->text : NULL;
}

const struct json_value *json_first(const struct json_value *array)
{
	return array ? array->first_child : NULL;
}

size_t json_count(const struct json_value *array)
{
	size_t count = 0;

	for (const struct json_value *child = json_first(array); child != NULL;
		child = child->next)
		count++;
	return count;
}
