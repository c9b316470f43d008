/*
 * What a text says, passage by passage, so that two languages of it, or two
 * states, can be laid side by side.
 */
#ifndef MODEL_PASSAGES_H
#define MODEL_PASSAGES_H

#include "base/pool.h"
#include "model/event.h"

struct passage {
	/* "title", "discussed", "release", "release outcome", "name UID", … */
	const char *name;
	const char *words; /* lines parted by '\n'; NULL: there are none */
};

/* Each name once. */
struct passages {
	struct passage *items;
	size_t count;
};

/* Of a text of the event, without releases that are hidden or withdrawn. */
struct passages passages_of(
	struct pool *pool, const struct event *event, const struct text *text);

/* Append one. */
void passages_add(struct pool *pool, struct passages *passages,
	const char *name, const char *words);

/* The one of this name, or NULL. */
const struct passage *passages_find(
	const struct passages *passages, const char *name);

#endif
