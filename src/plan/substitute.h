/*
 * An event of the old world over one of the new: what is refused is as it was
 * published.
 */
#ifndef PLAN_SUBSTITUTE_H
#define PLAN_SUBSTITUTE_H

#include "base/diag.h"
#include "model/site.h"

/*
 * The published series as one of the site that has this folder.  It lives in
 * the site's pool and borrows from `published`.
 */
struct series *substitute_series(
	struct site *site, const struct series *published, const char *folder);

/*
 * The published event as one of the site, at the place of its record.  Without
 * a record it is where it was, or in the series that its own has become.  It
 * lives in the site's pool and borrows from `published`.
 */
struct event *substitute_adopt(struct site *site, const struct event *published,
	const struct event *record);

/* Bring texts into the order that the languages of the publisher have now. */
void substitute_order_texts(struct site *site, struct event *event);

/*
 * Put what was published and is refused, gone or hidden again back into the
 * event; complain about what nobody has complained about.
 */
void substitute_event(struct site *site, struct event *event,
	const struct event *published, struct diag *diag);

/*
 * The references of these kinds (enum event_part) as they were published, as
 * far as they lead to events of the site, which is settled.
 */
void substitute_references(struct site *site, struct event *event,
	const struct event *published, unsigned kinds);

#endif
