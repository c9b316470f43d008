/*
 * References from one event to another.
 */
#ifndef PLAN_ACCEPT_REFERENCES_H
#define PLAN_ACCEPT_REFERENCES_H

#include "plan/accepting.h"

/*
 * Settle the site, and refuse those that lead nowhere until all that is left
 * lead to an event of it.  An event that was never published is left out with
 * them.
 */
void accept_references(struct accepting *it);

#endif
