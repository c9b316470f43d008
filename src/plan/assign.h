/*
 * From fragments to the feeds that they belong to.
 */
#ifndef PLAN_ASSIGN_H
#define PLAN_ASSIGN_H

#include "plan/plan.h"

/*
 * All fragments of the plan in the feeds that they belong to, before windows
 * and numbers cut them; in the order in which files show them.  An archive also
 * knows what is about to leave it.  The lists of fragments, which can grow,
 * live in `lists`.
 */
struct feeds assign_all(struct plan *plan, struct pool *lists);

/*
 * A feed of this kind in a language, without fragments; `name` stands for %s in
 * the name of its kind.
 */
struct feed *assign_new(struct plan *plan, const struct feed_kind *kind,
	const char *language, const char *name, int year);

#endif
