/*
 * Ids that entries had before they came here, so that readers do not show them
 * a second time: `atom-id` of a release in a text.  Once an entry is published,
 * its id is what the ledger says.
 */
#ifndef PLAN_GIVEN_H
#define PLAN_GIVEN_H

#include "base/diag.h"
#include "model/site.h"
#include "plan/ledger.h"

/*
 * Note in each event which ids its entries have been given.  An id that is of
 * something else too, or would change what was published, is complained of; an
 * entry that would come out under it for the first time is not published.
 */
void given_settle(
	struct site *site, const struct ledger *ledger, struct diag *diag);

#endif
