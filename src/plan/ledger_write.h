/*
 * The files of feeds/ledger/ as bytes.
 */
#ifndef PLAN_LEDGER_WRITE_H
#define PLAN_LEDGER_WRITE_H

#include "base/buf.h"
#include "plan/ledger.h"

/*
 * Append the <meeting> or <forgotten> of a file of the ledger: the records of
 * `meeting->event` as far as feeds show them, and the rows.
 */
void ledger_write_meeting(struct buf *out, const struct published *meeting,
	const struct publisher *publisher);

/* The records of an event alone. */
void ledger_write_records(struct buf *out, const struct event *event,
	const struct publisher *publisher);

/*
 * The first and last bytes of the file of a series, which is given as feeds
 * show it, or NULL; of one that has no feeds only who it is.
 */
void ledger_write_head(struct buf *out, const struct series *shown,
	const char *folder, bool has_feeds);
void ledger_write_tail(struct buf *out);

/* The name of the file of a series, below feeds/. */
void ledger_write_name(struct buf *out, const char *series);

/* ledger.xml: what `ledger` says beside its meetings, and the publisher. */
void ledger_write_site(struct buf *out, const struct ledger *ledger,
	const struct publisher *publisher);

#endif
