/*
 * What is at an address: feeds/ as a web server would give it, and below /-/,
 * where no feed can be, what the preview itself needs.
 */
#ifndef SERVE_ROUTES_H
#define SERVE_ROUTES_H

#include "serve/answer.h"
#include "serve/state.h"

/*
 * The answer to a GET or HEAD of `raw`, a path as it was sent.  `location`
 * holds what the answer borrows.
 */
struct answer routes_answer(
	struct state *state, const char *raw, struct buf *location);

/* A page that says why a request is refused. */
struct answer routes_refuse(struct state *state, unsigned status,
	const char *title, const char *words);

#endif
