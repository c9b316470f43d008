/*
 * What a meeting is: summary, when, where, persons, bodies, subjects, outcome,
 * links.
 */
#ifndef WRITE_DESCRIPTION_FACTS_H
#define WRITE_DESCRIPTION_FACTS_H

#include "write/description.h"

/* Of one `sitting`, or with NULL of the whole meeting. */
struct description description_facts(struct pool *pool, const struct view *view,
	const struct sitting *sitting);

/* Add whether people can meet at both places, and where the public can join. */
void description_facts_add_ways(struct description *description);

#endif
