/*
 * What differs between the facts of a meeting and those that were published.
 */
#ifndef PLAN_TELLING_FACTS_H
#define PLAN_TELLING_FACTS_H

#include "plan/teller.h"

/* Tell of it, but for changes of these kinds (bits), which are told. */
void telling_facts(struct teller *it, unsigned kinds);

#endif
