/*
 * Meetings that were published and have no record that could be used.
 */
#ifndef PLAN_ACCEPT_MISSING_H
#define PLAN_ACCEPT_MISSING_H

#include "plan/accepting.h"

/* Add what the ledger has of them to the site, and say which are gone. */
void accept_missing(struct accepting *it);

#endif
