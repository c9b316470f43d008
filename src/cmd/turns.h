/*
 * The order in which feeds come into place, so that readers find everything
 * all the time: what is linked to before what links to it, and a meeting in
 * its new archive before it leaves the old one.  What cannot be written holds
 * back what needs it.
 */
#ifndef CMD_TURNS_H
#define CMD_TURNS_H

#include <stddef.h>
#include "base/pool.h"
#include "plan/feeds.h"
#include "plan/published.h"

enum turn {
	TURN_NEW, /* nothing that readers know links to it yet */
	TURN_ARCHIVES,
	TURN_FEEDS,
	TURN_LATER, /* archives that wait for others */
	TURN_BETWEEN, /* likewise, and they have all that is theirs by now */
	TURN_PAST, /* archives that have had their turn */
};

struct turns {
	struct pool *pool;
	const struct feeds *feeds;
	struct published *published;
	enum turn *of; /* each of them */
	size_t *missing; /* those that could not be written, or are not whole */
	size_t missing_count;
};

/* Looks which feeds stand in feeds/ by now. */
void turns_make(struct turns *turns, struct pool *pool,
	const struct feeds *feeds, struct published *published);

/*
 * Which feed is the i-th to be asked for its turn: later archives come before
 * earlier ones, since most meetings that move are put off.
 */
size_t turns_index(const struct turns *turns, enum turn turn, size_t i);

/*
 * Whether a feed that is not as it stands is an archive that gives something to
 * another one that is not in place yet.  It is then called up later.
 */
int turns_puts_off(struct turns *turns, size_t index);

/*
 * Asked when archives are in place, whose turn is then past: gives TURN_ARCHIVES
 * to those that need not wait any longer.  Returns 0 when there are none left.
 * When all that are left wait for each other, one of them is to be written with
 * what it gives away: that form goes to `*between`, which is else NULL.
 */
int turns_call(struct turns *turns, const struct feed **between);

/* The feed at this path below feeds/ could not be written. */
void turns_miss(struct turns *turns, const char *path);

/*
 * Asked when all new ones are written: those that link to a missing one count
 * as missing too, so that nothing leads there.
 */
void turns_spread(struct turns *turns);

/*
 * The missing feed that this one has to wait for, because it links to it, or
 * would give up a meeting that is not there yet; NULL when there is none.
 */
const struct feed *turns_obstacle(
	const struct turns *turns, const struct feed *feed);

#endif
