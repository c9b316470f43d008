/*
 * The press releases of a meeting, and what was corrected in them.
 */
#ifndef WRITE_DESCRIPTION_RELEASES_H
#define WRITE_DESCRIPTION_RELEASES_H

#include "write/description.h"

/* Over the body: that it is a summary, and of what; or nothing. */
struct description description_releases_form(struct pool *pool,
	const struct view *view, const struct release *release);

/* All releases that can be seen, with the notes on their corrections. */
struct description description_releases(
	struct pool *pool, const struct view *view);

/* The notes on corrections of one release alone. */
struct description description_releases_corrections(struct pool *pool,
	const struct view *view, const struct release *release);

/* Add a note on a correction, which is in `language`. */
void description_releases_add_correction(struct description *description,
	const struct correction *correction, const char *language);

#endif
