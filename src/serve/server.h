/*
 * The HTTP side of the preview.
 */
#ifndef SERVE_SERVER_H
#define SERVE_SERVER_H

#include "serve/state.h"

struct server;

/*
 * Serve on a socket that listens, which belongs to the server from now on.
 * With `any_host`, requests may be made under any name of this machine;
 * otherwise only as localhost or a loopback address, so that no page of
 * another site can read the records of this one (DNS rebinding).  Returns
 * NULL when no thread could be started.
 */
struct server *server_start(int listening, int any_host, struct state *state);

/* Answer nobody any more. */
void server_stop(struct server *server);

#endif
