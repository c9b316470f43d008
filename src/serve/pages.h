/*
 * Pages of the preview itself.  Each is appended as a whole.
 */
#ifndef SERVE_PAGES_H
#define SERVE_PAGES_H

#include <stdbool.h>
#include "base/buf.h"
#include "serve/state.h"

/* All complaints. */
void pages_put_complaints(struct buf *out, const struct state *state);

/*
 * What the next build publishes, meeting by meeting, with a button when it can
 * be done from here.
 */
void pages_put_next(struct buf *out, const struct state *state);

/* All forms. */
void pages_put_forms(struct buf *out);

/* What a command printed for the preview, as HTML. */
void pages_put_made(struct buf *out, const struct state *state,
	const char *title, const struct buf *made);

/*
 * What came of an order.  If it was to publish and did not, what the next build
 * publishes by now, else NULL.
 */
void pages_put_result(struct buf *out, const char *title,
	const struct buf *said, const struct buf *next);

/*
 * The records of a meeting, below what was said.  Returns false, and appends
 * nothing, when there are none.
 */
bool pages_put_draft(
	struct buf *out, const char *meeting, const struct buf *said);

/* For the one who has opened the preview. */
void pages_put_entry(struct buf *out);

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
