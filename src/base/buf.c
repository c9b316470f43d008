#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include "base/mem.h"
#include "base/banned.h"

enum { FIRST_CAPACITY = 128, LIKELY_LENGTH = 40, MOST_DIGITS = 32 };

char buf_empty[1];

void buf_grow(struct buf *buf, size_t more)
{
	size_t needed = buf->length + more + 1;
	size_t capacity = buf->capacity ? buf->capacity : FIRST_CAPACITY;

	if (needed <= buf->capacity)
		return;
	while (capacity < needed)
		capacity *= 2;
	buf->bytes = mem_resize(buf->capacity ? buf->bytes : NULL, capacity);
	buf->capacity = capacity;
}

void buf_reserve(struct buf *buf, size_t more)
{
	size_t needed = buf->length + more + 1;

	if (needed <= buf->capacity)
		return;
	buf->bytes = mem_resize(buf->capacity ? buf->bytes : NULL, needed);
	buf->capacity = needed;
	buf->bytes[buf->length] = '\0';
}

void buf_put_number(struct buf *buf, int64_t number, int digits)
{
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
	char printed[MOST_DIGITS];
	char *at = printed + sizeof(printed);

	for (; rest != 0 || digits > 0; rest /= 10, digits--)
		*--at = (char)('0' + rest % 10);
	if (number < 0)
		*--at = '-';
	buf_put(buf, at, (size_t)(printed + sizeof(printed) - at));
}

__attribute__((format(printf, 2, 0))) static void print(
	struct buf *buf, const char *format, va_list arguments)
{
	va_list again;
	size_t room;
	int length;

	buf_grow(buf, LIKELY_LENGTH);
	room = buf->capacity - buf->length;
	va_copy(again, arguments);
	length = vsnprintf(buf->bytes + buf->length, room, format, again);
	va_end(again);
	assert(length >= 0);
	if ((size_t)length >= room) {
		buf_grow(buf, (size_t)length);
		vsnprintf(buf->bytes + buf->length, (size_t)length + 1, format,
			arguments);
	}
	buf->length += (size_t)length;
}

/*
 * Nearly all that is printed are texts and numbers as they are, which takes
 * printf() five times as long; from the first other thing on it is called.
 */
void buf_vprintf(struct buf *buf, const char *format, va_list arguments)
{
	va_list rest;

	va_copy(rest, arguments);
	for (;; format += 2) {
		size_t plain = strcspn(format, "%");

		buf_put(buf, format, plain);
		format += plain;
		if (*format == '\0')
			break;
		if (format[1] == 's') {
			buf_puts(buf, va_arg(rest, const char *));
		} else if (format[1] == 'd') {
			buf_put_number(buf, va_arg(rest, int), 1);
		} else {
			print(buf, format, rest);
			break;
		}
	}
	va_end(rest);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	buf_vprintf(buf, format, arguments);
	va_end(arguments);
}

void buf_cut(struct buf *buf, size_t length)
{
	assert(length <= buf->length);
	if (length == buf->length)
		return;
	buf->length = length;
	buf->bytes[length] = '\0';
}

void buf_release(struct buf *buf)
{
	if (buf->capacity)
		free(buf->bytes);
	*buf = (struct buf)BUF_INIT;
}
