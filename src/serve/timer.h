/*
 * The moment from which on another build would publish something else though
 * no record has changed: an embargo ends, a meeting is over.
 *
 * It is one of the clock of the wall, which may be set, and which goes on while
 * a machine sleeps: so it is looked at again and again, and never slept to.
 */
#ifndef SERVE_TIMER_H
#define SERVE_TIMER_H

#include <stdbool.h>
#include <time.h>

struct timer {
	time_t at; /* 0: there is none */
	time_t last; /* the last one that has come */
};

/* Set it to what `build --until` printed; nothing: there is no such moment. */
void timer_set(struct timer *timer, const char *printed);

/* Whether the moment has come, which is told once. */
bool timer_take(struct timer *timer);

/* Milliseconds until then, no more than `most`. */
int timer_pause(const struct timer *timer, int most);

#endif
