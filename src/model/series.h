/*
 * A recurring dialogue, or a meeting held once (series.xml).
 */
#ifndef MODEL_SERIES_H
#define MODEL_SERIES_H

#include <stddef.h>
#include "base/diag.h"
#include "model/publisher.h"
#include "model/words.h"

/* Who meets, and the zone of its capital if the series says so. */
struct side {
	const char *party;
	const char *zone; /* IANA name, or NULL */
};

struct series {
	const char *folder;
	const char *path; /* of series.xml */
	struct wordings titles, summaries;
	const char *colour; /* CSS name, or NULL */
	const char
		*identity; /* who it is in ids; NULL: see series_identity() */
	const char **formerly; /* folder names it once had */
	size_t formerly_count;
	struct pos formerly_at; /* where the record says so */
	struct side *sides;
	size_t side_count;
	const struct topic **topics;
	size_t topic_count;
	struct body *bodies; /* those that publisher.xml does not know */
	size_t body_count;
	int failed; /* series.xml cannot be used; its events stay out */
};

/* The oldest folder name of the series, which is who it is. */
const char *series_identity(const struct series *series);

#endif
