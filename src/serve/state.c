#include "serve/state.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/mem.h"
#include "base/banned.h"

/*
 * A connection that waits is not looked at, so one whose browser has gone is
 * not noticed either: none waits for longer than LONGEST seconds, and of more
 * than MOST the first gives way.
 */
enum { MOST = 512, LONGEST = 20 };

struct waiter {
	struct MHD_Connection *connection;
	time_t since;
};

struct state {
	pthread_mutex_t lock;
	unsigned long long start; /* another one each time that we run */
	unsigned number;
	time_t since; /* by the clock of the wall */
	struct buf list, page;
	struct waiter waiters[MOST]; /* the first came first */
	size_t waiting;
	int is_closed;
};

static time_t clock_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

struct state *state_new(void)
{
	struct state *state = mem_alloc(sizeof(*state));
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	state->start = (unsigned long long)now.tv_sec * 1000000000 +
		(unsigned long long)now.tv_nsec;
	state->list = state->page = (struct buf)BUF_INIT;
	pthread_mutex_init(&state->lock, NULL);
	return state;
}

void state_free(struct state *state)
{
	pthread_mutex_destroy(&state->lock);
	buf_release(&state->list);
	buf_release(&state->page);
	free(state);
}

/* Wake the first `count`. */
static void wake(struct state *state, size_t count)
{
	for (size_t i = 0; i < count; i++)
		MHD_resume_connection(state->waiters[i].connection);
	state->waiting -= count;
	memmove(state->waiters, state->waiters + count,
		state->waiting * sizeof(*state->waiters));
}

static void replace(struct buf *buf, const struct buf *by)
{
	buf_cut(buf, 0);
	buf_put(buf, by->bytes, by->length);
}

void state_set(
	struct state *state, const struct buf *list, const struct buf *page)
{
	pthread_mutex_lock(&state->lock);
	replace(&state->list, list);
	if (page != NULL)
		replace(&state->page, page);
	state->number++;
	state->since = time(NULL);
	wake(state, state->waiting);
	pthread_mutex_unlock(&state->lock);
}

static void put_name(const struct state *state, struct buf *out)
{
	buf_printf(out, "%llx-%u", state->start, state->number);
}

time_t state_get(struct state *state, struct buf *name, struct buf *list)
{
	time_t since;

	pthread_mutex_lock(&state->lock);
	put_name(state, name);
	buf_put(list, state->list.bytes, state->list.length);
	since = state->since;
	pthread_mutex_unlock(&state->lock);
	return since;
}

void state_get_page(struct state *state, struct buf *page)
{
	pthread_mutex_lock(&state->lock);
	buf_put(page, state->page.bytes, state->page.length);
	pthread_mutex_unlock(&state->lock);
}

static int is_present(const struct state *state, const char *name)
{
	struct buf present = BUF_INIT;
	int is_same;

	put_name(state, &present);
	is_same = strcmp(present.bytes, name) == 0;
	buf_release(&present);
	return is_same;
}

int state_wait(struct state *state, const char *name,
	struct MHD_Connection *connection)
{
	int waits;

	pthread_mutex_lock(&state->lock);
	waits = !state->is_closed && is_present(state, name);
	if (waits) {
		if (state->waiting == MOST)
			wake(state, 1);
		MHD_suspend_connection(connection);
		state->waiters[state->waiting++] =
			(struct waiter){connection, clock_seconds()};
	}
	pthread_mutex_unlock(&state->lock);
	return waits;
}

void state_wake_old(struct state *state)
{
	time_t now = clock_seconds();
	size_t old = 0;

	pthread_mutex_lock(&state->lock);
	while (old < state->waiting &&
		state->waiters[old].since + LONGEST <= now)
		old++;
	wake(state, old);
	pthread_mutex_unlock(&state->lock);
}

void state_close(struct state *state)
{
	pthread_mutex_lock(&state->lock);
	state->is_closed = 1;
	wake(state, state->waiting);
	pthread_mutex_unlock(&state->lock);
}
