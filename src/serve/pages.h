/*
 * Pages of the preview itself.  Each is appended as a whole.
 */
#ifndef SERVE_PAGES_H
#define SERVE_PAGES_H

#include "base/buf.h"
#include "serve/state.h"

/* All complaints. */
void pages_put_complaints(struct buf *out, const struct state *state);

/* What the next build publishes, meeting by meeting. */
void pages_put_next(struct buf *out, const struct state *state);

/* What there is in feeds/, for a site without pages. */
void pages_put_start(struct buf *out, const struct state *state);

/* That there is nothing at an address, or that it is refused, and why. */
void pages_put_error(struct buf *out, const struct state *state,
	const char *title, const char *words);

/* The style sheet of these pages and of the overlay. */
void pages_put_style(struct buf *out);

extern const char preview_js[], preview_css[];
extern const int preview_js_size, preview_css_size;

#endif
