/*
 * What the parts of accept.c share: the site on its way to the new world, and
 * the records in it that cannot be used.
 */
#ifndef PLAN_ACCEPTING_H
#define PLAN_ACCEPTING_H

#include <stdbool.h>
#include "base/diag.h"
#include "model/site.h"
#include "plan/ledger.h"

struct accepting {
	struct site *site;
	const struct ledger *ledger;
	struct diag *diag;
	instant now;
	bool shows_all; /* also drafts, and what is under embargo */
	struct event **by_path; /* those that were read */
	size_t path_count;
	const char **cancelled; /* uids of records that cannot be used */
	size_t cancelled_count;
};

/* "SERIES/EVENT" of an event, and the path of the record of that. */
const char *accepting_path(struct accepting *it, const struct event *event);
const char *accepting_record_path(struct accepting *it, const char *path);

/* What stands in the ledger under this uid and is not forgotten, or NULL. */
const struct published *accepting_published(
	const struct accepting *it, const char *uid);

/* A record cannot be used: of what it says, only a cancellation is taken. */
void accepting_refuse(struct accepting *it, const struct event *event);

/* Whether an event of this uid was refused, and was cancelled in its record. */
bool accepting_is_bad(const struct accepting *it, const char *uid);
bool accepting_is_cancelled(const struct accepting *it, const char *uid);

/* Keep those of the events that are not NULL. */
void accepting_drop_empty(struct accepting *it);

/* Note which events were read, for accepting_read_at(). */
void accepting_sort_by_path(struct accepting *it);

/* The event that was read from "SERIES/EVENT", or NULL. */
struct event *accepting_read_at(struct accepting *it, const char *path);

/* Whether the record is there; when nobody can tell, the diag is ill. */
bool accepting_record_stands(struct accepting *it, const char *path);

#endif
