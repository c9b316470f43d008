/*
 * When to build, and what becomes of it.  A change is followed by a build as
 * soon as no other follows for a moment, and by a check of what is wrong then;
 * both run as processes of their own.  A moment at which something falls due is
 * a change, too.
 *
 *	idle -> changed -> building -> checking -> idle
 */
#ifndef SERVE_BUILDER_H
#define SERVE_BUILDER_H

#include <stdbool.h>
#include <stdint.h>
#include "base/buf.h"
#include "serve/child.h"
#include "serve/state.h"
#include "serve/timer.h"
#include "serve/watch.h"

enum phase { PHASE_IDLE, PHASE_BUILDING, PHASE_CHECKING };

/* The working directory is the preview's folder. */
struct builder {
	struct state *state;
	struct watch *watch;
	enum phase phase;
	struct child child;
	int64_t first_change, last_change; /* not built yet; 0: none */
	struct timer timer; /* when something falls due */
	struct buf said; /* by the build */
	int status; /* of the build, as from waitpid() */
	int64_t show_at; /* the feeds, without waiting for check; 0: wait */
	uint64_t stamp; /* of feeds/ */
	uint64_t published; /* stamp of the ledger */
	uint64_t printed; /* hash of what was printed last */
	bool was_bad;
	unsigned builds; /* how many have ended */
};

/* What is borrowed has to outlive the builder. */
void builder_init(
	struct builder *builder, struct state *state, struct watch *watch);

/* Milliseconds of a clock that goes forward only; never 0. */
int64_t builder_clock(void);

/* A record may have changed. */
void builder_note_change(struct builder *builder, int64_t now);

/* Milliseconds until there is something to do, no more than `most`. */
int builder_pause(const struct builder *builder, int64_t now, int most);

/* Do what is due. */
void builder_step(struct builder *builder, int64_t now);

/* A process has ended that waitpid() told of. */
void builder_take_end(struct builder *builder, pid_t process, int status);

/* End what runs. */
void builder_release(struct builder *builder);

#endif
