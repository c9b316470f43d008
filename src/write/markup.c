#include "write/markup.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/banned.h"

enum { DEEPEST = 64 };

/* An element that is open. */
struct open_element {
	const char *name;
	int has_block; /* is the end on its own line? */
};

struct markup {
	struct buf *out;
	int base; /* depth of the outermost element */
	int depth; /* elements open */
	int started; /* something stands on the line */
	int is_in_tag; /* of the element opened last: ">" is to come */
	struct open_element open[DEEPEST]; /* [0] is what is around them all */
};

struct markup *markup_new(struct buf *out, int depth)
{
	struct markup *markup = mem_alloc(sizeof(*markup));

	markup->out = out;
	markup->base = depth;
	return markup;
}

static void end_tag(struct markup *markup)
{
	if (markup->is_in_tag)
		buf_putc(markup->out, '>');
	markup->is_in_tag = 0;
}

void markup_free(struct markup *markup)
{
	end_tag(markup);
	free(markup);
}

static void put_raw(struct markup *markup, const char *text)
{
	end_tag(markup);
	buf_puts(markup->out, text);
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
	put_raw(markup, "<");
	buf_puts(markup->out, name);
	markup->is_in_tag = 1;
	markup->open[++markup->depth] = (struct open_element){name, 0};
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

/* For what a text or a value cannot hold as it is. */
static const char *reference_for(char byte)
{
	switch (byte) {
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '&':
		return "&amp;";
	case '"':
		return "&quot;";
	default: /* '\r' */
		return "&#13;";
	}
}

static void put_escaped(struct buf *out, const char *text)
{
	static const char special[] = "<>&\"\r";

	for (;;) {
		size_t plain = strcspn(text, special);

		buf_put(out, text, plain);
		text += plain;
		if (*text == '\0')
			return;
		buf_puts(out, reference_for(*text++));
	}
}

void markup_attribute(
	struct markup *markup, const char *name, const char *value)
{
	struct buf *out = markup->out;

	if (value == NULL)
		return;
	assert(markup->is_in_tag);
	buf_putc(out, ' ');
	buf_puts(out, name);
	buf_puts(out, "=\"");
	put_escaped(out, value);
	buf_putc(out, '"');
}

/* XML 1.0, 2.5: no "--" inside, no "-" at the end. */
void markup_comment(struct markup *markup, const char *text)
{
	markup_break(markup);
	break_line(markup);
	put_raw(markup, "<!-- ");
	for (; *text != '\0'; text++) {
		buf_putc(markup->out, *text);
		if (*text == '-' && (text[1] == '-' || text[1] == '\0'))
			buf_putc(markup->out, ' ');
	}
	put_raw(markup, " -->");
}

void markup_text(struct markup *markup, const char *text)
{
	end_tag(markup);
	put_escaped(markup->out, text);
}

void markup_break(struct markup *markup)
{
	markup->open[markup->depth].has_block = 1;
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

static const struct open_element *close_element(struct markup *markup)
{
	const struct open_element *closed = &markup->open[markup->depth--];

	if (closed->has_block)
		break_line(markup);
	return closed;
}

static void put_end(struct markup *markup, const struct open_element *closed)
{
	put_raw(markup, "</");
	buf_puts(markup->out, closed->name);
	buf_putc(markup->out, '>');
}

static void end_outermost(struct markup *markup)
{
	if (markup->depth > 0)
		return;
	put_raw(markup, "\n");
	markup->started = 0;
}

void markup_end(struct markup *markup)
{
	const struct open_element *closed = close_element(markup);

	if (markup->is_in_tag)
		buf_puts(markup->out, "/>");
	else
		put_end(markup, closed);
	markup->is_in_tag = 0;
	end_outermost(markup);
}

void markup_end_in_full(struct markup *markup)
{
	put_end(markup, close_element(markup));
	end_outermost(markup);
}

void markup_element(struct markup *markup, const char *name, const char *text)
{
	markup_block(markup, name);
	markup_text(markup, text);
	markup_end(markup);
}
