/*
 * A ledger that is gone, put together from the yearly archives.
 *
 * Ids, dates and numbers come from calendar-YEAR.ics, releases-YEAR.atom and
 * changes-YEAR.atom in the languages of the publisher; words come from the
 * records, so that the old world is the world of the records.  Where a VEVENT
 * is then written otherwise than it stands in its archive, subscribers get it
 * under the next SEQUENCE.  Entries have no number, and are not compared.
 *
 * What no archive says is not known again: time zones that have moved since,
 * former paths, languages and pages that publisher.xml has no more, feeds whose
 * last member left them, and of a meeting that was forgotten, the feeds beside
 * those of the site that say so.
 */
#ifndef CMD_RECOVER_H
#define CMD_RECOVER_H

#include <stdbool.h>
#include "cmd/building.h"

/*
 * Fill the empty ledger, before records are accepted.  A meeting in archives
 * that has no sound record, and is not named to --forget by its uid, stops it.
 * Returns 0, or -1 after saying why.
 */
int recover_ledger(struct build *build);

/* Whether the ledger was recovered without the meeting of this uid. */
bool recover_has_forgotten(const struct build *build, const char *uid);

/*
 * Hold the VEVENTs that were written against those of the archives.  Returns
 * true when some differ, so that all is to be planned again.
 */
bool recover_compare(struct build *build);

#endif
