/*
 * A meeting while it is told of, line by line; see telling.h.
 */
#ifndef PLAN_TELLER_H
#define PLAN_TELLER_H

#include <stdbool.h>
#include "base/buf.h"
#include "plan/telling.h"

struct teller {
	struct pool *pool;
	const struct publisher *publisher;
	const struct published *before; /* NULL: nothing was published */
	const struct event *old, *event; /* `old` may be NULL */
	instant now;
	struct telling told;
};

/* Add a line; `language` is that of the words it is about, or NULL. */
__attribute__((format(printf, 4, 5))) void teller_tell(struct teller *it,
	enum telling_kind kind, const char *language, const char *format, ...);

/* "11 March 2026"; "no date". */
const char *teller_day(struct teller *it, const struct when *when);

/* The same; the whole of the main sitting, where that is the date meant. */
const char *teller_date(struct teller *it, const struct when *date);

/* " 'outcome'": which release it is; nothing for the usual one. */
const char *teller_release(struct teller *it, const struct release *release);

/* Whether an entry about this release, or change, was published. */
bool teller_has_entry(
	const struct teller *it, enum row_kind kind, const char *item);

/* Add the name of a part to a list in words, if that differs. */
void teller_put_part(struct buf *list, bool differs, const char *name);

#endif
