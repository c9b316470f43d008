/*
 * The grammar of the Atom that is written here (grammar/atom.rnc), compiled
 * in.  RELAX NG is read as far as that grammar uses it; elements become
 * letters of regular expressions, so that one step for each element and
 * attribute tells whether it may stand where it stands.
 */
#ifndef PROVE_GRAMMAR_H
#define PROVE_GRAMMAR_H

#include "base/buf.h"
#include "prove/xmltree.h"

struct grammar;

/* Names are those of the tree, which stays longer.  The caller frees it. */
struct grammar *grammar_new(struct xmltree *tree);
void grammar_free(struct grammar *grammar);

/*
 * Hold a document of the tree against the grammar.  Returns 0, or -1 and says
 * in `problem` what is wrong.
 */
int grammar_check(
	struct grammar *grammar, const struct node *root, struct buf *problem);

#endif
