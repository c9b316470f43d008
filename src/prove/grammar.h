/*
 * The grammar of the Atom that is written here (grammar/atom.rnc), compiled
 * in.
 */
#ifndef PROVE_GRAMMAR_H
#define PROVE_GRAMMAR_H

#include <libxml/tree.h>
#include "base/buf.h"

struct grammar;

/* The caller frees it. */
struct grammar *grammar_new(void);
void grammar_free(struct grammar *grammar);

/*
 * Read the bytes as a document and hold it against the grammar.  Returns the
 * document, which the caller frees, or NULL and says in `problem` what is
 * wrong.
 */
xmlDocPtr grammar_read(
	struct grammar *grammar, const struct buf *bytes, struct buf *problem);

#endif
