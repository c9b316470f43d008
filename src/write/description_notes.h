/*
 * What comes first in a description: that the language is missing, the notice,
 * that the translation is stale, the status.
 */
#ifndef WRITE_DESCRIPTION_NOTES_H
#define WRITE_DESCRIPTION_NOTES_H

#include "write/description.h"

struct description description_notes(
	struct pool *pool, const struct view *view);

/* Its two parts: what is to be known of the words, and of the meeting. */
struct description description_words(
	struct pool *pool, const struct view *view);
struct description description_status(
	struct pool *pool, const struct view *view);

#endif
