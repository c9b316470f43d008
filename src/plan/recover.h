/*
 * A ledger that is lost, put together from what the yearly archives tell:
 * uids, SEQUENCE, dates, tombstones.
 */
#ifndef PLAN_RECOVER_H
#define PLAN_RECOVER_H

#include "model/site.h"
#include "plan/ledger.h"

/* Whether feeds/ has archives, though there is no ledger. */
int recover_is_needed(const struct site *site, struct ledger *ledger);

/*
 * Fill an empty ledger.  What has changed since is found by comparing bytes:
 * see ledger_restamp().
 */
void recover_ledger(
	const struct site *site, struct ledger *ledger, instant now);

#endif
