/*
 * Reads the ledger: ledger.xml, and the file of each series that it names.
 */
#ifndef PLAN_LEDGER_LOAD_H
#define PLAN_LEDGER_LOAD_H

#include "base/diag.h"
#include "plan/ledger.h"

/*
 * Read feeds/ledger; there may be none.  Returns NULL after complaining about
 * what is missing, cut or no ledger.  The caller frees it.
 */
struct ledger *ledger_load(struct diag *diag);

/* The same, but of the meetings only those that are touched or named. */
struct ledger *ledger_load_touched(
	struct diag *diag, const struct touched *touched);

#endif
