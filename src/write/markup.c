#include "write/markup.h"

#include <assert.h>
#include <libxml/xmlwriter.h>
#include <stdlib.h>
#include "base/mem.h"
#include "base/banned.h"

enum { DEEPEST = 64 };

struct markup {
	xmlTextWriterPtr writer;
	int base; /* depth of the outermost element */
	int depth; /* elements open */
	int started; /* something was written */
	unsigned char has_block[DEEPEST]; /* is the end on its own line? */
};

static int append(void *out, const char *bytes, int length)
{
	buf_put(out, bytes, (size_t)length);
	return length;
}

/* libxml2 fails here only without memory. */
static void check(int written)
{
	if (written < 0)
		mem_exhausted();
}

struct markup *markup_new(struct buf *out, int depth)
{
	struct markup *markup = mem_alloc(sizeof(*markup));
	xmlOutputBufferPtr output =
		xmlOutputBufferCreateIO(append, NULL, out, NULL);

	markup->writer = output ? xmlNewTextWriter(output) : NULL;
	if (markup->writer == NULL)
		mem_exhausted();
	markup->base = depth;
	return markup;
}

void markup_free(struct markup *markup)
{
	check(xmlTextWriterFlush(markup->writer));
	xmlFreeTextWriter(markup->writer);
	free(markup);
}

static void put_raw(struct markup *markup, const char *text)
{
	check(xmlTextWriterWriteRaw(markup->writer, BAD_CAST text));
}

static void break_line(struct markup *markup)
{
	int depth = markup->base + markup->depth;

	/* Nothing stands on the line yet where the writing starts. */
	if (markup->started)
		put_raw(markup, "\n");
	markup->started = 1;
	for (int i = 0; i < depth; i++)
		put_raw(markup, "  ");
}

static void open_element(struct markup *markup, const char *name)
{
	assert(markup->depth + 1 < DEEPEST);
	check(xmlTextWriterStartElement(markup->writer, BAD_CAST name));
	markup->depth++;
	markup->has_block[markup->depth] = 0;
}

void markup_block(struct markup *markup, const char *name)
{
	markup->has_block[markup->depth] = 1;
	break_line(markup);
	open_element(markup, name);
}

void markup_inline(struct markup *markup, const char *name)
{
	open_element(markup, name);
}

/*
 * The writer would turn every character beyond ASCII into a reference, so
 * the value is escaped before it is written.
 */
void markup_attribute(
	struct markup *markup, const char *name, const char *value)
{
	xmlChar *escaped;

	if (value == NULL)
		return;
	escaped = xmlEncodeSpecialChars(NULL, BAD_CAST value);
	if (escaped == NULL)
		mem_exhausted();
	check(xmlTextWriterStartAttribute(markup->writer, BAD_CAST name));
	check(xmlTextWriterWriteRaw(markup->writer, escaped));
	check(xmlTextWriterEndAttribute(markup->writer));
	xmlFree(escaped);
}

/* XML 1.0, 2.5: no "--" inside, no "-" at the end. */
void markup_comment(struct markup *markup, const char *text)
{
	struct buf safe = BUF_INIT;

	for (; *text != '\0'; text++) {
		buf_putc(&safe, *text);
		if (*text == '-' && (text[1] == '-' || text[1] == '\0'))
			buf_putc(&safe, ' ');
	}
	markup->has_block[markup->depth] = 1;
	break_line(markup);
	put_raw(markup, "<!-- ");
	put_raw(markup, safe.bytes);
	put_raw(markup, " -->");
	buf_release(&safe);
}

void markup_text(struct markup *markup, const char *text)
{
	check(xmlTextWriterWriteString(markup->writer, BAD_CAST text));
}

void markup_break(struct markup *markup)
{
	markup->has_block[markup->depth] = 1;
}

void markup_raw(struct markup *markup, const char *text)
{
	put_raw(markup, text);
}

void markup_raw_block(struct markup *markup, const char *text)
{
	markup_break(markup);
	break_line(markup);
	put_raw(markup, text);
}

static void end(struct markup *markup, int (*close)(xmlTextWriterPtr writer))
{
	markup->depth--;
	if (markup->has_block[markup->depth + 1])
		break_line(markup);
	check(close(markup->writer));
	if (markup->depth == 0)
		put_raw(markup, "\n");
}

void markup_end(struct markup *markup)
{
	end(markup, xmlTextWriterEndElement);
}

void markup_end_in_full(struct markup *markup)
{
	end(markup, xmlTextWriterFullEndElement);
}

void markup_element(struct markup *markup, const char *name, const char *text)
{
	markup_block(markup, name);
	markup_text(markup, text);
	markup_end(markup);
}
