/*
 * Fragments as they were published, for what the records cannot tell any
 * more, or what came out wrong.
 */
#ifndef PLAN_KEEP_H
#define PLAN_KEEP_H

#include "plan/plan.h"

/*
 * Fill the fragment with what the line published.  Returns 0, or -1 when
 * feeds/ has it no more; the fragment is then as it was.
 */
int keep_fragment(struct plan *plan, struct fragment *fragment,
	const struct ledger_line *line);

/* The bytes that the line published, or NULL; how many to `*length`. */
const char *keep_bytes(
	struct plan *plan, const struct ledger_line *line, size_t *length);

/* The id of what the line published. */
const char *keep_id(
	struct plan *plan, enum format format, const struct ledger_line *line);

/*
 * The same for an object of JSON, by its id in the feed that has them all.
 */
int keep_object(struct plan *plan, struct fragment *fragment);

#endif
