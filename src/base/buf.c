#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/banned.h"

char buf_empty[1];

static void make_room(struct buf *buf, size_t more)
{
	size_t needed = buf->length + more + 1;
	size_t capacity = buf->capacity ? buf->capacity : 64;

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

void buf_put(struct buf *buf, const void *bytes, size_t length)
{
	if (length == 0)
		return;
	make_room(buf, length);
	memcpy(buf->bytes + buf->length, bytes, length);
	buf->length += length;
	buf->bytes[buf->length] = '\0';
}

void buf_puts(struct buf *buf, const char *text)
{
	buf_put(buf, text, strlen(text));
}

void buf_putc(struct buf *buf, char byte)
{
	buf_put(buf, &byte, 1);
}

void buf_vprintf(struct buf *buf, const char *format, va_list arguments)
{
	va_list again;
	int length;

	va_copy(again, arguments);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	assert(length >= 0);
	make_room(buf, (size_t)length);
	vsnprintf(buf->bytes + buf->length, (size_t)length + 1, format,
		arguments);
	buf->length += (size_t)length;
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
