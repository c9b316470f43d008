/*
 * The proofs of single formats; see prove_feed().
 */
#ifndef PROVE_FORMATS_H
#define PROVE_FORMATS_H

#include "base/buf.h"
#include "model/feed.h"

int prove_ics(
	const struct feed *feed, const struct buf *bytes, struct buf *problem);
int prove_atom(
	const struct feed *feed, const struct buf *bytes, struct buf *problem);

/*
 * Compare what was read with what it ought to be; NULL is "nothing".
 * Returns 0, or -1 and says in `problem` that `what` differs.
 */
int prove_text(struct buf *problem, const char *what, const char *read,
	const char *expected);

#endif
