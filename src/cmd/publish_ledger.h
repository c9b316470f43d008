/*
 * The ledger of a build: its changed files, as one commit.
 */
#ifndef CMD_PUBLISH_LEDGER_H
#define CMD_PUBLISH_LEDGER_H

#include "cmd/building.h"

/*
 * Store what the plan says that is published, before any feed: after a crash
 * the next run finds its stamps decided and gives the same bytes.  Returns -1
 * after saying why it could not be stored; the old ledger stands then.
 */
int publish_ledger(struct build *build);

/*
 * All feeds are in place: what has left an archive is in its new one now, and
 * the ledger need not remember the old one.
 */
void publish_ledger_forget_years(struct build *build);

#endif
