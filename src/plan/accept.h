/*
 * From records that were read to the new world: what has errors, is gone,
 * hidden again or contradicts what was published is refused, part by part, and
 * what the ledger has takes its place.  Nothing holds back a cancellation.
 */
#ifndef PLAN_ACCEPT_H
#define PLAN_ACCEPT_H

#include "base/diag.h"
#include "model/site.h"
#include "plan/ledger.h"

/*
 * Make the site the new world, as it is to be seen at `now`: complaints go to
 * `diag`; drafts and what is under embargo are hidden; events know each other.
 * What is taken from the ledger is borrowed from it.  Returns -1 when nothing
 * may be published at all, else 0.
 */
int accept_site(struct site *site, const struct ledger *ledger,
	struct diag *diag, instant now);

/*
 * The same for a preview: what is not published yet is shown, and marked.
 */
int accept_preview(struct site *site, const struct ledger *ledger,
	struct diag *diag, instant now);

/*
 * The same of records alone, for those who do not ask what was published:
 * nothing is hidden.
 */
void accept_records(struct site *site, struct diag *diag);

/*
 * What is rendered from this event's record is wrong: put what was published
 * in its place, or hide an event that never was.  Returns false when it is
 * published already: nothing can be done.
 */
bool accept_refuse(
	struct site *site, const struct ledger *ledger, struct event *event);

#endif
