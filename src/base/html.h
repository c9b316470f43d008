/*
 * Text in HTML: escaped, and without what could turn or break the page.
 */
#ifndef BASE_HTML_H
#define BASE_HTML_H

#include <stddef.h>
#include "base/buf.h"

/*
 * Append text, for an element or for a value between double quotes.  What is
 * not harmless (see utf8_is_harmless) becomes U+FFFD.
 */
void html_put(struct buf *out, const char *bytes, size_t length);
void html_puts(struct buf *out, const char *text);

/* The same, but ends of lines stay: for <pre>. */
void html_put_lines(struct buf *out, const char *bytes, size_t length);

#endif
