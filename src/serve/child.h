/*
 * A command of `dialogue-feeds` as a process of its own: what it does to
 * itself, it does not do to the preview.
 */
#ifndef SERVE_CHILD_H
#define SERVE_CHILD_H

#include <sys/types.h>
#include "base/buf.h"

/* What runs, and on which site. */
struct place {
	const char *program; /* the path of dialogue-feeds */
	const char *site; /* that of the site */
};

struct child {
	pid_t process; /* 0: none runs */
	int output, errors; /* memfds of what it prints */
};

/*
 * Start `program` with these arguments, ended by NULL, and with `input` on its
 * standard input, or nothing if that is NULL.  Returns 0, or -1 with errno.
 */
int child_start(struct child *child, const char *program, char *const *argv,
	const struct buf *input);

/*
 * Start a program of the one who looks on, from PATH, and leave it alone: it
 * outlives this one, and a key that ends this one.  What it complains about
 * goes to the terminal.  Returns 0, or -1 with errno.
 */
int child_let_go(char *const *argv);

/*
 * Take what it printed, once it was waited for; each is appended up to
 * CHILD_MOST bytes.
 */
enum { CHILD_MOST = 8 << 20 };
void child_take(struct child *child, struct buf *output, struct buf *errors);

/* End it, if it runs, and wait for that. */
void child_stop(struct child *child);

#endif
