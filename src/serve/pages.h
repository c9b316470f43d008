/*
 * Pages of the preview itself, and what it adds to those of others.
 */
#ifndef SERVE_PAGES_H
#define SERVE_PAGES_H

#include "base/buf.h"
#include "serve/state.h"

/*
 * Append what each page gets: the script with the name of a state, and the
 * list of complaints unless it is empty.
 */
void pages_put_extra(
	struct buf *out, const struct buf *name, const struct buf *list);

/* Begin a page with a heading; COMPLAINTS_MAIN_END ends it. */
void pages_put_begin(struct buf *out, const char *title);

/* What there is in feeds/, for a site without pages. */
void pages_put_start(struct buf *out);

/* That there is nothing at an address, or that it is refused, and why. */
void pages_put_error(struct buf *out, const char *title, const char *words);

/* The style sheet of complaints inside other pages. */
void pages_put_style(struct buf *out);

extern const char preview_js[], preview_css[];
extern const int preview_js_size, preview_css_size;

#endif
