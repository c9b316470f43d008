/*
 * What the reading of one file of the ledger shares, and values of its own
 * elements.  Records in it are read as those of events/ are, by read/.
 */
#ifndef PLAN_LOADING_H
#define PLAN_LOADING_H

#include "plan/ledger.h"
#include "read/records.h"

struct loading {
	struct ledger *ledger;
	struct reader *reader;
	struct diag *diag;
	const char *path; /* of the file */
	const char *folder; /* of the series */
	struct series *series;
	bool has_meetings;
	bool failed;
};

/* The file is no ledger: says so once, and returns -1. */
int loading_strange(struct loading *it, const char *what);

/* The value of an attribute, in the pool of the ledger; NULL: there is none. */
const char *loading_text(
	struct loading *it, const struct element *element, const char *name);

/* Names parted by blanks, likewise; how many goes to `*count`. */
const char **loading_names(struct loading *it, const struct element *element,
	const char *name, size_t *count);

/* A moment; 0: there is none. */
instant loading_instant(
	struct loading *it, const struct element *element, const char *name);

#endif
