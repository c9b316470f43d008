/*
 * Pages, read back by libxml2: XHTML that says what the records say, whose
 * links lead somewhere.
 */
#ifndef PROVE_PAGE_H
#define PROVE_PAGE_H

#include "base/buf.h"
#include "model/feed.h"
#include "prove/prove.h"
#include "prove/xmltree.h"

/* What is wrong goes to `problem`: see compare.h. */
void page_prove_part(struct xmltree *tree, const struct fragment *fragment,
	struct buf *problem);
void page_prove(struct xmltree *tree, const struct files *files,
	const struct feed *feed, const struct buf *bytes, struct buf *problem);

#endif
