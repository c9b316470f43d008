/*
 * XML: tags, attributes and escapes, and where lines break.  It is read back
 * by libxml2 before it is published.
 *
 *	struct markup *markup = markup_new(out, 1);
 *	markup_block(markup, "entry");
 *	markup_element(markup, "title", title);
 *	markup_end(markup);
 *	markup_free(markup);
 */
#ifndef WRITE_MARKUP_H
#define WRITE_MARKUP_H

#include "base/buf.h"

struct markup;

/* Appends to `out`; elements are indented as at `depth`. */
struct markup *markup_new(struct buf *out, int depth);

/* Ends a tag that is begun.  Elements that are open stay open. */
void markup_free(struct markup *markup);

/*
 * Open an element on a line of its own, or inside a line.  The name is borrowed
 * until the element is closed.
 */
void markup_block(struct markup *markup, const char *name);
void markup_inline(struct markup *markup, const char *name);

/* Of the element just opened; a NULL value is not written. */
void markup_attribute(
	struct markup *markup, const char *name, const char *value);

/* A comment on a line of its own; two hyphens in it are parted. */
void markup_comment(struct markup *markup, const char *text);

void markup_text(struct markup *markup, const char *text);

/* The end of the open element stands on a line of its own. */
void markup_break(struct markup *markup);

/* What is in the form of the document already. */
void markup_raw(struct markup *markup, const char *text);
void markup_raw_block(struct markup *markup, const char *text);

/*
 * Close the element opened last.  In full: with an end tag, also when nothing
 * stands in it, as HTML wants it.
 */
void markup_end(struct markup *markup);
void markup_end_in_full(struct markup *markup);

/* An element with text on a line of its own. */
void markup_element(struct markup *markup, const char *name, const char *text);

#endif
