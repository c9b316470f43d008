/*
 * Reads a meeting of the ledger: its records, and what subscribers know of it.
 */
#ifndef PLAN_LEDGER_MEETING_H
#define PLAN_LEDGER_MEETING_H

#include "plan/loading.h"

/* Add the meeting to the ledger, or say what is strange about it. */
void ledger_meeting_take(struct loading *it, const struct element *element);

#endif
