/*
 * What the last build came to, for the threads that answer browsers, and the
 * browsers that wait for another one.
 *
 * A state has a name.  It goes into each page that is sent; the script of the
 * page asks with it, and is answered when it is no longer the name of the
 * present state.
 */
#ifndef SERVE_STATE_H
#define SERVE_STATE_H

#include <microhttpd.h>
#include <time.h>
#include "base/buf.h"

struct state;

struct state *state_new(void);
void state_free(struct state *state);

/*
 * From now on, `list` (HTML; empty when no record is bad) is what is wrong,
 * and `page` is all complaints; NULL leaves those as they are.  Wakes whoever
 * waits.
 */
void state_set(
	struct state *state, const struct buf *list, const struct buf *page);

/* Append the name and the list; returns since when they are so. */
time_t state_get(struct state *state, struct buf *name, struct buf *list);

/* Append the page of all complaints. */
void state_get_page(struct state *state, struct buf *page);

/*
 * Let the connection wait while `name` is the present state.  Returns 0 when
 * it is not, and the connection is to be answered at once.
 */
int state_wait(struct state *state, const char *name,
	struct MHD_Connection *connection);

/* Wake those who have waited for long; call this every few seconds. */
void state_wake_old(struct state *state);

/* Wake all, and let nobody wait any more. */
void state_close(struct state *state);

#endif
