/*
 * Which elements and attributes the XHTML in our Atom has, and where; the same
 * in RELAX NG is grammar/atom.rnc.
 */
#ifndef PROVE_ELEMENTS_H
#define PROVE_ELEMENTS_H

#include "base/element.h"

/*
 * Whether the element and all below it may stand there; what is wrong goes to
 * `problem`: see compare.h.
 */
void elements_prove(const struct element *element, struct buf *problem);

#endif
