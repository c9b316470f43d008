/*
 * What is at an address: feeds/ as a web server would give it, and below /-/,
 * where no feed can be, what the preview itself needs.
 */
#ifndef SERVE_ROUTES_H
#define SERVE_ROUTES_H

#include "serve/answer.h"
#include "serve/request.h"
#include "serve/state.h"

/*
 * The answer to a GET or HEAD of a path as it was sent, with its slash; or none
 * yet, when a job has to end first.
 */
struct answer routes_answer(const struct state *state, struct request *request);

/* The same for a POST. */
struct answer routes_order(const struct state *state, struct request *request);

/* The answer now that its job has ended; `status` is as from waitpid(). */
struct answer routes_finish(
	const struct state *state, struct request *request, int status);

/* What whoever has opened the printed address gets: the cookie. */
struct answer routes_enter(const struct state *state);

/* A page that says why a request is refused. */
struct answer routes_refuse(const struct state *state, unsigned status,
	const char *title, const char *words);

#endif
