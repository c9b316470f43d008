/*
 * What has changed about a meeting, and what the record then said.
 */
#ifndef WRITE_DESCRIPTION_CHANGE_H
#define WRITE_DESCRIPTION_CHANGE_H

#include "model/feed.h"
#include "write/description.h"

struct description description_change(struct pool *pool,
	const struct view *view, const struct change_told *change);

#endif
