/*
 * All records below events/, read and checked against each other.
 *
 *	struct site *site = site_load(&diag);
 *	if (site->publisher_failed) ...
 *	site_free(site);
 */
#ifndef READ_LOAD_H
#define READ_LOAD_H

#include "base/diag.h"
#include "base/progress.h"
#include "model/site.h"

/*
 * Read the records of the folder "events" in the working directory.  What is
 * wrong goes to `diag`; a record that cannot be used is left out, and what
 * depends on it with it.  The caller frees the site.
 */
struct site *site_load(struct diag *diag);

/*
 * The same, in at most so many threads when there is much to read; how far it
 * has come goes to `progress`, or NULL.
 */
struct site *site_load_shared(
	struct diag *diag, size_t threads, struct progress *progress);

/*
 * The same for the events in these folders ("events/SERIES/EVENT") alone, and
 * what they need.  An event that names one which was not asked for is reported
 * like any other that leads nowhere.
 */
struct site *site_load_events(
	struct diag *diag, const char *const *folders, size_t count);

void site_free(struct site *site);

#endif
