/*
 * The judgement of records that `check` prints, for other commands.
 */
#ifndef CMD_CHECK_H
#define CMD_CHECK_H

#include "base/diag.h"
#include "model/site.h"
#include "plan/ledger.h"

/*
 * Accept the site as a build would: complaints and advice go to `diag`.
 * `ledger` may be NULL, after complaints.  Returns -1 when nothing could be
 * published.
 */
int check_site(struct diag *diag, struct site *site,
	const struct ledger *ledger, instant now);

#endif
