/*
 * What the preview adds to a page on its way to the browser: the script that
 * loads it anew, and a notice of what is wrong with the records.
 */
#ifndef SERVE_OVERLAY_H
#define SERVE_OVERLAY_H

#include "base/buf.h"
#include "serve/state.h"

/* Append the script; it knows the state of its page by name. */
void overlay_put_script(struct buf *out, const struct state *state);

/* Append the notice, which is nothing when no record is bad. */
void overlay_put_notice(struct buf *out, const struct state *state);

/*
 * Append a page of feeds/, at that path, with both at the end of its body, and a line that
 * says that it is a preview, and forms if it is the page of a meeting.  Such a page forbids
 * all scripts but one of its own, by its hash; the copy that goes to the
 * browser also allows scripts, and addresses to ask, of the preview itself.
 * What else is inline stays forbidden, so that nothing a record says can run
 * here which could not run there.
 */
void overlay_put_page(struct buf *out, const struct buf *page,
	const struct state *state, const char *path);

#endif
