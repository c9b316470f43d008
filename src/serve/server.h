/*
 * The HTTP side of the preview.  It has no thread of its own: whoever has it
 * waits for what server_events() gives and then calls server_run().
 */
#ifndef SERVE_SERVER_H
#define SERVE_SERVER_H

#include <stdbool.h>
#include <sys/types.h>
#include "serve/state.h"

struct server;

/*
 * Serve on a socket that listens, which belongs to the server from now on.
 * With `any_host`, requests may be made under any name of this machine;
 * otherwise only as localhost or a loopback address, so that no page of
 * another site can read the records of this one (DNS rebinding).  Returns
 * NULL when the system refuses.
 */
struct server *server_start(
	int listening, bool any_host, const struct state *state);

/* A file that can be polled: there is something to read when it is time. */
int server_events(const struct server *server);

/* Milliseconds until it is time in any case, no more than `most`. */
int server_pause(const struct server *server, int most);

/* Take and answer requests, without waiting for any. */
void server_run(const struct server *server);

/* A process has ended that waitpid() told of: somebody may wait for it. */
void server_take_end(struct server *server, pid_t process, int status);

/* Answer nobody any more. */
void server_stop(struct server *server);

#endif
