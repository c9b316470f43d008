/*
 * Texts that were published and are refused, gone or hidden again.
 */
#ifndef PLAN_SUBSTITUTE_TEXTS_H
#define PLAN_SUBSTITUTE_TEXTS_H

#include "plan/overlay.h"

/*
 * Say which are gone or hidden, and put them back while the facts that were
 * told with them stand; else their language falls back to another one.
 */
void substitute_texts(struct overlay *it);

#endif
