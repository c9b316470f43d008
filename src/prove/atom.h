/*
 * Atom: an entry by itself, and the frame of a feed, which is all of it with
 * an empty entry in the place of all others.
 */
#ifndef PROVE_ATOM_H
#define PROVE_ATOM_H

#include "base/buf.h"
#include "model/feed.h"
#include "prove/xmltree.h"

/* What is wrong goes to `problem`: see compare.h. */
void atom_prove_entry(struct xmltree *tree, const struct fragment *fragment,
	struct buf *problem);
void atom_prove_frame(struct xmltree *tree, const struct feed *feed,
	const struct buf *frame, struct buf *problem);

#endif
