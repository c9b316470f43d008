/*
 * How a release begins, for lists that name it.
 */
#ifndef WRITE_SENTENCE_H
#define WRITE_SENTENCE_H

#include "base/buf.h"
#include "model/prose.h"

/*
 * The first sentence of the first paragraph, as plain text.  One that is very
 * long ends behind a word, with an ellipsis; nothing is put where there is no
 * paragraph, or the body is NULL.
 */
void sentence_put_first(struct buf *out, const struct prose *body);

#endif
