#include "write/markup.h"

#include <assert.h>
#include <libxml/xmlwriter.h>
#include <stdbool.h>
#include <stdlib.h>
#include "base/mem.h"
#include "base/banned.h"

enum { DEEPEST = 64 };

struct open_element {
	const char *name;
	bool has_block; /* is the end on its own line? */
	bool is_html;
};

struct markup {
	xmlTextWriter *writer;
	struct buf *out;
	size_t start; /* of what is written, in `out` */
	int base; /* depth of the outermost element */
	int depth; /* elements open */
	bool started; /* something stands on the line */
	bool is_in_tag; /* nothing stands in the element opened last */
	struct open_element open[DEEPEST]; /* [0] is what is around them all */
	char line_start[1 + 2 * DEEPEST]; /* a line feed, blanks */
};

/* libxml2 fails where it has no memory, which it gets, or is used wrongly. */
static void expect(int result)
{
	assert(result >= 0);
	(void)result;
}

static int append(void *out, const char *bytes, int length)
{
	buf_put(out, bytes, (size_t)length);
	return length;
}

/*
 * Told of no encoding, libxml2 before 2.14 writes references for all
 * characters of attributes that are not ASCII.
 */
struct markup *markup_new_xml(struct buf *out)
{
	struct markup *markup = mem_alloc(sizeof(*markup));

	markup->out = out;
	markup->start = out->length;
	memset(markup->line_start, ' ', sizeof(markup->line_start));
	markup->line_start[0] = '\n';
	markup->writer = xmlNewTextWriter(
		xmlOutputBufferCreateIO(append, NULL, out, NULL));
	if (markup->writer == NULL)
		mem_exhausted();
	expect(xmlTextWriterStartDocument(markup->writer, NULL, "UTF-8", NULL));
	return markup;
}

/* Nobody is to see what libxml2 was only told so that it knows. */
static void hide(struct markup *markup)
{
	expect(xmlTextWriterFlush(markup->writer));
	buf_cut(markup->out, markup->start);
}

struct markup *markup_new(struct buf *out, int depth)
{
	struct markup *markup = markup_new_xml(out);

	hide(markup);
	markup->base = depth;
	return markup;
}

struct markup *markup_new_html(struct buf *out, int depth)
{
	struct markup *markup = markup_new(out, depth);

	markup_html(markup);
	return markup;
}

static void put_bytes(struct markup *markup, const char *bytes, int length)
{
	markup->is_in_tag = false;
	expect(xmlTextWriterWriteRawLen(
		markup->writer, BAD_CAST bytes, length));
}

void markup_free(struct markup *markup)
{
	if (markup->depth > 0)
		put_bytes(markup, "\n", 1);
	xmlFreeTextWriter(markup->writer);
	free(markup);
}

static void break_line(struct markup *markup)
{
	int blanks = 2 * (markup->base + markup->depth);

	/* Nothing stands on the line yet where the writing starts. */
	if (markup->started)
		put_bytes(markup, markup->line_start, 1 + blanks);
	else
		put_bytes(markup, markup->line_start + 1, blanks);
	markup->started = true;
}

/* Behind what stands in no other element. */
static void end_outermost(struct markup *markup)
{
	if (markup->depth > 0)
		return;
	put_bytes(markup, "\n", 1);
	markup->started = false;
}

void markup_doctype(struct markup *markup)
{
	expect(xmlTextWriterWriteDTD(
		markup->writer, BAD_CAST "html", NULL, NULL, NULL));
	end_outermost(markup);
}

static void open_element(struct markup *markup, const char *name)
{
	bool is_html = markup->open[markup->depth].is_html;

	assert(markup->base + markup->depth + 1 < DEEPEST);
	expect(xmlTextWriterStartElement(markup->writer, BAD_CAST name));
	markup->is_in_tag = true;
	markup->open[++markup->depth] =
		(struct open_element){name, .is_html = is_html};
}

void markup_resume(struct markup *markup, const char *name)
{
	open_element(markup, name);
	put_bytes(markup, "", 0);
	hide(markup);
	markup_break(markup);
}

void markup_block(struct markup *markup, const char *name)
{
	markup_break(markup);
	break_line(markup);
	open_element(markup, name);
}

void markup_inline(struct markup *markup, const char *name)
{
	open_element(markup, name);
}

void markup_attribute(
	struct markup *markup, const char *name, const char *value)
{
	if (value != NULL)
		expect(xmlTextWriterWriteAttribute(
			markup->writer, BAD_CAST name, BAD_CAST value));
}

void markup_number(struct markup *markup, const char *name, int number)
{
	struct buf text = BUF_INIT;

	buf_put_number(&text, number, 1);
	markup_attribute(markup, name, text.bytes);
	buf_release(&text);
}

void markup_html(struct markup *markup)
{
	markup->open[markup->depth].is_html = true;
}

void markup_text(struct markup *markup, const char *text)
{
	/* Elsewhere libxml2 would not escape it. */
	assert(markup->depth > 0);
	markup->is_in_tag = false;
	expect(xmlTextWriterWriteString(markup->writer, BAD_CAST text));
}

/* XML 1.0, 2.5: no "--" inside, no "-" at the end. */
void markup_put_parted(struct buf *out, const char *text)
{
	for (; *text != '\0'; text++) {
		buf_putc(out, *text);
		if (*text == '-' && (text[1] == '-' || text[1] == '\0'))
			buf_putc(out, ' ');
	}
}

void markup_comment(struct markup *markup, const char *text)
{
	struct buf parted = BUF_INIT;

	buf_putc(&parted, ' ');
	markup_put_parted(&parted, text);
	buf_putc(&parted, ' ');
	markup_break(markup);
	break_line(markup);
	expect(xmlTextWriterWriteComment(
		markup->writer, BAD_CAST parted.bytes));
	end_outermost(markup);
	buf_release(&parted);
}

void markup_break(struct markup *markup)
{
	markup->open[markup->depth].has_block = true;
}

void markup_raw(struct markup *markup, const char *text)
{
	put_bytes(markup, text, (int)strlen(text));
}

/* HTML, 13.1.2: void elements, and those of SVG that nothing stands in. */
static bool is_void(const char *name)
{
	static const char *const names[] = {"area", "base", "br", "col",
		"embed", "hr", "img", "input", "link", "meta", "path", "source",
		"track", "use", "wbr"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

void markup_end(struct markup *markup)
{
	const struct open_element *closed = &markup->open[markup->depth--];

	if (closed->has_block)
		break_line(markup);
	if (markup->is_in_tag && closed->is_html && !is_void(closed->name))
		expect(xmlTextWriterFullEndElement(markup->writer));
	else
		expect(xmlTextWriterEndElement(markup->writer));
	markup->is_in_tag = false;
	end_outermost(markup);
}

void markup_element(struct markup *markup, const char *name, const char *text)
{
	markup_block(markup, name);
	markup_text(markup, text);
	markup_end(markup);
}
