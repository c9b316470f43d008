/*
 * What is at an address: feeds/ as a web server would give it, and below /-/,
 * where no feed can be, what the preview itself needs.
 */
#ifndef SERVE_ROUTES_H
#define SERVE_ROUTES_H

#include "serve/answer.h"
#include "serve/state.h"

/* The answer to a GET or HEAD of `path` as it was sent, with its slash. */
struct answer routes_answer(const struct state *state, const char *path);

/* A page that says why a request is refused. */
struct answer routes_refuse(const struct state *state, unsigned status,
	const char *title, const char *words);

#endif
