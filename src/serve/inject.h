/*
 * What the preview adds to a page on its way to the browser.
 */
#ifndef SERVE_INJECT_H
#define SERVE_INJECT_H

#include "base/buf.h"

/*
 * Append the page with `extra` at the end of its body, and with its policies
 * opened (see policy.h).  The page is HTML as somebody may have written it by
 * hand: what is not found in it is done without.
 */
void inject(struct buf *out, const struct buf *page, const struct buf *extra);

#endif
