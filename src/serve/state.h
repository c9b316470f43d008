/*
 * What the last build came to, for the pages that are served.
 *
 * A state has a name.  Each page that is sent carries it; the script of the
 * page asks for the name again and again, and loads the page anew as soon as
 * it is another one.
 */
#ifndef SERVE_STATE_H
#define SERVE_STATE_H

#include <stdbool.h>
#include "base/buf.h"
#include "serve/access.h"
#include "serve/child.h"

/* What is wrong, as HTML. */
struct complaints {
	struct buf title; /* "1 error" */
	struct buf all;
	struct buf next; /* what the next build publishes; empty: unknown */
	struct buf notice; /* for each page; empty: no record is bad */
};

void complaints_release(struct complaints *complaints);

struct state {
	struct place place;
	struct access access; /* to editing; none unless it was asked for */
	unsigned long long start; /* another one each time that we run */
	unsigned number;
	struct complaints complaints;
};

void state_init(struct state *state, const struct place *place);
bool state_is_edited(const struct state *state);
void state_release(struct state *state);

/* Append the name of the present state. */
void state_put_name(const struct state *state, struct buf *out);

/* The feeds are others, and so may be the complaints, which are taken over. */
void state_set(struct state *state, struct complaints *complaints);

/* The feeds are others, and no record is bad; advice stays as it was. */
void state_set_sound(struct state *state);

/* Whether these are the complaints of the present state. */
bool state_has(const struct state *state, const struct complaints *complaints);

#endif
