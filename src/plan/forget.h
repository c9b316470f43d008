/*
 * Taking back what was published and what no record asks for any more: a
 * meeting, whose entries leave a tombstone, or an address that went on.  The
 * ledger remembers what was forgotten, so that nothing goes back if it returns.
 */
#ifndef PLAN_FORGET_H
#define PLAN_FORGET_H

#include "plan/feeds.h"
#include "plan/ledger.h"

/*
 * Forget `name`, before records are accepted: a meeting by its uid or as
 * "SERIES/EVENT"; or an address below feeds/, with or without
 * language: a feed that its last member left, the former folder of a series
 * ("old/") or path of a meeting, a language that publisher.xml has no more
 * ("fr/"), or pages that are turned off ("index.html").  Returns 0, or -1 and
 * says in `problem` why that cannot be.
 */
int forget_name(const struct site *site, struct ledger *ledger,
	const char *name, instant now, struct buf *problem);

/* The name in what a person wrote: behind "uid:", which may stand there. */
const char *forget_uid(const char *name);

/*
 * Whether `name` is the address of one of the feeds, so that forgetting it took
 * nothing out.
 */
bool forget_is_in_vain(const struct ledger *ledger, const struct feeds *feeds,
	const char *name);

/* The entries of the meeting are gone, from now on. */
void forget_entries(struct published *meeting, instant now);

#endif
