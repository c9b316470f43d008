/*
 * A growing run of bytes.  Start with BUF_INIT, append, release:
 *
 *	struct buf name = BUF_INIT;
 *	buf_printf(&name, "calendar-%d.ics", year);
 *	buf_release(&name);
 *
 * `bytes` is always followed by a NUL that `length` does not count, also in
 * an empty buf.  Appending cannot fail, but borrowed bytes (file_map(), the
 * results of workers) are only to be read and released.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct buf {
	char *bytes;
	size_t length;
	size_t capacity; /* 0: `bytes` are borrowed, or the shared empty string */
};

extern char buf_empty[1];
#define BUF_INIT                                                               \
	{                                                                      \
		buf_empty, 0, 0                                                \
	}

/*
 * Make sure that `more` bytes can be appended without moving those there; with
 * buf_grow(), also that what comes behind them seldom has to.
 */
void buf_grow(struct buf *buf, size_t more);
void buf_reserve(struct buf *buf, size_t more);

/* Appending is most of what this program does: it is worth being inline. */
static inline void buf_put(struct buf *buf, const void *bytes, size_t length)
{
	if (length == 0)
		return;
	if (length >= buf->capacity - buf->length)
		buf_grow(buf, length);
	memcpy(buf->bytes + buf->length, bytes, length);
	buf->length += length;
	buf->bytes[buf->length] = '\0';
}

static inline void buf_puts(struct buf *buf, const char *text)
{
	buf_put(buf, text, strlen(text));
}

static inline void buf_putc(struct buf *buf, char byte)
{
	if (buf->capacity - buf->length < 2)
		buf_grow(buf, 1);
	buf->bytes[buf->length++] = byte;
	buf->bytes[buf->length] = '\0';
}

/* In decimal, with noughts in front up to `digits` digits. */
void buf_put_number(struct buf *buf, int64_t number, int digits);

__attribute__((format(printf, 2, 3))) void buf_printf(
	struct buf *buf, const char *format, ...);
__attribute__((format(printf, 2, 0))) void buf_vprintf(
	struct buf *buf, const char *format, va_list arguments);

/* Cut to `length` bytes, which must not be more than it has. */
void buf_cut(struct buf *buf, size_t length);

/* Free the bytes; the buf is empty and can be used again. */
void buf_release(struct buf *buf);

#endif
