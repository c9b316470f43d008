#include "serve/state.h"

#include <string.h>
#include <time.h>
#include "base/banned.h"

static const struct complaints none = {BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT};

void complaints_release(struct complaints *complaints)
{
	buf_release(&complaints->title);
	buf_release(&complaints->all);
	buf_release(&complaints->next);
	buf_release(&complaints->notice);
}

void state_init(struct state *state, const struct place *place)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	*state = (struct state){.place = *place, .complaints = none};
	state->start = (unsigned long long)now.tv_sec * 1000000000 +
		(unsigned long long)now.tv_nsec;
}

bool state_is_edited(const struct state *state)
{
	return state->access.secret[0] != '\0';
}

void state_release(struct state *state)
{
	complaints_release(&state->complaints);
}

void state_put_name(const struct state *state, struct buf *out)
{
	buf_printf(out, "%llx-%u", state->start, state->number);
}

void state_set(struct state *state, struct complaints *complaints)
{
	complaints_release(&state->complaints);
	state->complaints = *complaints;
	*complaints = none;
	state->number++;
}

void state_set_sound(struct state *state)
{
	buf_cut(&state->complaints.notice, 0);
	state->number++;
}

static bool is_same(const struct buf *left, const struct buf *right)
{
	return left->length == right->length &&
		memcmp(left->bytes, right->bytes, left->length) == 0;
}

bool state_has(const struct state *state, const struct complaints *complaints)
{
	return is_same(&state->complaints.title, &complaints->title) &&
		is_same(&state->complaints.all, &complaints->all) &&
		is_same(&state->complaints.next, &complaints->next) &&
		is_same(&state->complaints.notice, &complaints->notice);
}
