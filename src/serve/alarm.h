/*
 * The moment from which on another build would publish something else though
 * no record has changed: an embargo ends, a meeting is over.
 *
 * It is one of the clock of the wall, which may be set, and which goes on while
 * a machine sleeps: so it is looked at again and again, and never slept to.
 */
#ifndef SERVE_ALARM_H
#define SERVE_ALARM_H

#include <time.h>

struct alarm {
	time_t at; /* 0: there is none */
	time_t rung; /* the last one */
};

/* Set it to what `build --until` printed; nothing: there is no such moment. */
void alarm_set(struct alarm *alarm, const char *printed);

/* Whether the moment has come, which is told once. */
int alarm_take(struct alarm *alarm);

/* Milliseconds until then, no more than `most`. */
int alarm_pause(const struct alarm *alarm, int most);

#endif
