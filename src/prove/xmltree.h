/*
 * XML read back by libxml2, without its own tree, which takes as long to make
 * as the reading itself.
 */
#ifndef PROVE_XMLTREE_H
#define PROVE_XMLTREE_H

#include "base/element.h"

struct xmltree;

/* The caller frees it. */
struct xmltree *xmltree_new(void);
void xmltree_free(struct xmltree *tree);

/*
 * The root of a document, valid until the next one is read; NULL when it is
 * not well-formed, or a prefix is not declared, which `problem` then says.
 * Declarations of namespaces are attributes like others, before them.
 */
const struct element *xmltree_read(
	struct xmltree *tree, const struct buf *bytes, struct buf *problem);

#endif
