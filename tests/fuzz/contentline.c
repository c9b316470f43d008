/*
 * Folded lines: no octet is lost, none is too many, no character is cut, and
 * libical reads the text that it wrote.
 */
#include <assert.h>
#include <ctype.h>
#include <string.h>
#include "base/utf8.h"
#include "target.h"
#include "write/contentline.h"
#include "base/banned.h"

static int is_text(const char *text)
{
	size_t length = strlen(text), size;

	for (size_t i = 0; i < length; i += size) {
		long character = utf8_next(text + i, length - i, &size);

		if (character < 0 || !utf8_is_text(character) ||
			character == '\r' || character == '\n')
			return 0;
	}
	return 1;
}

/* The line without its folds; what RFC 5545, 3.1, wants of each is checked. */
static void unfold(struct buf *line, const char *folded)
{
	for (size_t blank = 0;; blank = 1) {
		const char *end = strstr(folded, "\r\n");

		assert(end != NULL && end - folded <= CONTENTLINE_OCTETS);
		folded += blank;
		assert(blank == 0 || (*folded & 0xC0) != 0x80);
		buf_put(line, folded, (size_t)(end - folded));
		if (end[2] == '\0')
			return;
		assert(end[2] == ' ');
		folded = end + 2;
	}
}

/* A line of any bytes that are text, as it is. */
static void fold(const char *text)
{
	struct buf folded = BUF_INIT, line = BUF_INIT;

	contentline_fold(&folded, text);
	unfold(&line, folded.bytes);
	assert(strcmp(line.bytes, text) == 0);
	buf_release(&line);
	buf_release(&folded);
}

/* libical takes blanks off a text that it reads, and refuses an empty one. */
static int is_trimmed(const char *text)
{
	size_t length = strlen(text);

	return length > 0 && !isspace((unsigned char)text[0]) &&
		!isspace((unsigned char)text[length - 1]);
}

static void write_and_read(const char *text)
{
	struct buf folded = BUF_INIT, line = BUF_INIT;
	icalproperty *read;

	contentline_put(&folded, icalproperty_new_comment(text));
	unfold(&line, folded.bytes);
	read = icalproperty_new_from_string(line.bytes);
	assert(read != NULL);
	assert(strcmp(icalproperty_get_comment(read), text) == 0);
	icalproperty_free(read);
	buf_release(&line);
	buf_release(&folded);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct buf text = BUF_INIT;

	buf_put(&text, bytes, size);
	if (is_text(text.bytes))
		fold(text.bytes);
	if (is_text(text.bytes) && is_trimmed(text.bytes))
		write_and_read(text.bytes);
	buf_release(&text);
	return 0;
}
