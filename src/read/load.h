/*
 * All records below events/, read.
 *
 *	struct site *site = site_load(&diag, &(struct load_options){NULL});
 *	if (site->publisher_failed) ...
 *	site_free(site);
 */
#ifndef READ_LOAD_H
#define READ_LOAD_H

#include "base/diag.h"
#include "base/progress.h"
#include "model/site.h"

/* A record as it would be. */
struct record_bytes {
	const char *path;
	struct buf bytes;
};

struct load_options {
	const struct site *published; /* what stands in for bad series; NULL */
	size_t threads; /* at most, when there is much to read; 0: one */
	struct progress *progress; /* how far it has come; NULL */
	const char **folders; /* of events that are read, "events/SERIES/EVENT"
				 in byte order; NULL: all of them */
	size_t folder_count;
	const struct record_bytes *instead; /* of what stands in files that are
						there; NULL: nothing */
	size_t instead_count;
};

/*
 * Read the records of the folder "events" in the working directory.  What is
 * wrong goes to `diag`.  Events are in no order and do not know each other yet;
 * of a record with errors what is sound is there, and `refused` says what is
 * not: see plan/accept.h.  The caller frees the site.
 */
struct site *site_load(struct diag *diag, const struct load_options *options);

void site_free(struct site *site);

#endif
