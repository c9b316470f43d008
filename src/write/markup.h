/*
 * XML and HTML through libxml2's xmlTextWriter: tags, attributes, escapes and
 * which element an end tag closes are its; where lines break is said here.
 *
 *	struct markup *markup = markup_new_xml(out);
 *	markup_block(markup, "event");             <event uid="…">
 *	markup_attribute(markup, "uid", uid);        <!-- made by hand -->
 *	markup_comment(markup, "made by hand");      <title>R &amp; D</title>
 *	markup_element(markup, "title", "R & D");    <p>one <em>word</em></p>
 *	markup_block(markup, "p");                 </event>
 *	markup_text(markup, "one ");
 *	markup_inline(markup, "em");
 *	markup_text(markup, "word");
 *	markup_end(markup);
 *	markup_end(markup);
 *	markup_end(markup);
 *	markup_free(markup);
 *
 * Nobody else may append to `out` until it is free.  Text has to be UTF-8
 * without control characters, which libxml2 does not look for.
 */
#ifndef WRITE_MARKUP_H
#define WRITE_MARKUP_H

#include "base/buf.h"

struct markup;

/*
 * Append to `out`: a document, which starts with <?xml …?>; a part of one, or
 * of an HTML page, whose elements are indented as at `depth`.
 */
struct markup *markup_new_xml(struct buf *out);
struct markup *markup_new(struct buf *out, int depth);
struct markup *markup_new_html(struct buf *out, int depth);

/*
 * What is written is in `out` only now.  Elements that are open stay open, and
 * what comes behind them starts on a line of its own.
 */
void markup_free(struct markup *markup);

/* <!DOCTYPE html>, before anything else. */
void markup_doctype(struct markup *markup);

/*
 * An element that another markup left open; before anything else, the outer
 * ones first.  It indents what stands in it and is closed like any other.
 */
void markup_resume(struct markup *markup, const char *name);

/*
 * Open an element on a line of its own, or inside a line.  The name is borrowed
 * until the element is closed.
 */
void markup_block(struct markup *markup, const char *name);
void markup_inline(struct markup *markup, const char *name);

/* Of the element just opened; a NULL value is not written. */
void markup_attribute(
	struct markup *markup, const char *name, const char *value);
void markup_number(struct markup *markup, const char *name, int number);

/*
 * The open element, and those in it, are HTML: with an end tag also when
 * nothing stands in them, but for <br/> and its like.
 */
void markup_html(struct markup *markup);

/* Inside an element only. */
void markup_text(struct markup *markup, const char *text);

/* A comment on a line of its own; two hyphens in it are parted. */
void markup_comment(struct markup *markup, const char *text);

/* Append text of a comment with its hyphens parted. */
void markup_put_parted(struct buf *out, const char *text);

/* The end of the open element stands on a line of its own. */
void markup_break(struct markup *markup);

/* What is in the form of the document already. */
void markup_raw(struct markup *markup, const char *text);

/* Close the element opened last. */
void markup_end(struct markup *markup);

/* An element with text on a line of its own. */
void markup_element(struct markup *markup, const char *name, const char *text);

#endif
