/*
 * What a build publishes, meeting by meeting, in words: for a terminal, as JSON
 * and for a page.  The plan has a name, by which somebody who has seen it can
 * have it carried out, and no other.
 *
 *	struct outlook outlook = {POOL_INIT};
 *	outlook_make(&outlook, site, ledger, now);	accepted, not yet planned
 *	outlook_print(&outlook, TELLING_HELD);
 *	outlook_release(&outlook);
 */
#ifndef CMD_OUTLOOK_H
#define CMD_OUTLOOK_H

#include "base/pool.h"
#include "plan/telling.h"
#include "write/json.h"

/* A meeting of which there is something to tell. */
struct outlook_item {
	const char *name; /* "SERIES/EVENT" */
	const char *title;
	struct telling told;
};

struct outlook {
	struct pool pool;
	char plan[17]; /* its name: another one when anything read differs */
	struct outlook_item *items; /* in the order of the site */
	size_t count;
};

/*
 * From an accepted site and the ledger as it was.  The name is one only when
 * all records were read.
 */
void outlook_make(struct outlook *outlook, const struct site *site,
	const struct ledger *ledger, instant now);

/* Print a line for each thing told, up to this kind. */
void outlook_print(const struct outlook *outlook, enum telling_kind most);

/* The members "plan" and "told", an array of objects. */
void outlook_put_json(struct json *json, const struct outlook *outlook);

/* A list for a page. */
void outlook_put_html(struct buf *out, const struct outlook *outlook);

void outlook_release(struct outlook *outlook);

#endif
