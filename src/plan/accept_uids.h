/*
 * Each record is one meeting, and the one that it was: records that share a
 * uid, or have one that another meeting is known by, are refused.
 */
#ifndef PLAN_ACCEPT_UIDS_H
#define PLAN_ACCEPT_UIDS_H

#include "plan/accepting.h"

/*
 * Several records with one uid cannot all be that meeting: of a copied folder
 * the ledger knows which one is the copy, else none of them is published.
 * Puts the events in the order of their uids.
 */
void accept_uids_find_doubles(struct accepting *it);

/* No meeting takes the place of a sitting in the calendars of subscribers. */
void accept_uids_refuse_of_sittings(struct accepting *it);

/*
 * Records that are not the meeting that was published under their uid, or from
 * their folder.  Needs the order of uids, and accepting_sort_by_path().
 */
void accept_uids_find_strangers(struct accepting *it);

#endif
