/*
 * What differs between the texts of a meeting and those that were published.
 */
#ifndef PLAN_TELLING_WORDS_H
#define PLAN_TELLING_WORDS_H

#include "plan/teller.h"

/* Tell of it, text by text; a correction of a release is news. */
void telling_words(struct teller *it);

#endif
