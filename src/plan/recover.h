/*
 * A ledger that is lost, put together from what the yearly archives tell:
 * uids, SEQUENCE, dates, tombstones.
 */
#ifndef PLAN_RECOVER_H
#define PLAN_RECOVER_H

#include "model/site.h"
#include "plan/ledger.h"
#include "plan/published.h"

/*
 * Whether feeds/ has archives, though there is no ledger.  Nobody knows when
 * something is unreadable afterwards.
 */
int recover_is_needed(const struct site *site, struct ledger *ledger,
	struct published *published);

/*
 * Fill an empty ledger.  What has changed since is found by comparing bytes:
 * see ledger_restamp().  What is unreadable is not in it: such a ledger must
 * not be written.
 */
void recover_ledger(const struct site *site, struct ledger *ledger,
	struct published *published, instant now);

#endif
