/*
 * Folded lines: no octet is lost, none is too many, no character is cut.
 */
#include <assert.h>
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

		if (character < 0 || character == '\r' || character == '\n')
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

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct buf text = BUF_INIT, escaped = BUF_INIT, folded = BUF_INIT,
		   line = BUF_INIT;

	buf_put(&text, bytes, size);
	if (is_text(text.bytes)) {
		contentline_escape(&escaped, text.bytes);
		contentline_put(&folded, escaped.bytes);
		unfold(&line, folded.bytes);
		assert(strcmp(line.bytes, escaped.bytes) == 0);
	}
	buf_release(&line);
	buf_release(&folded);
	buf_release(&escaped);
	buf_release(&text);
	return 0;
}
