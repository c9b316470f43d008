/*
 * What an entry says as data, in elements of a namespace of our own.
 * dialogue-feeds(7) describes them for those who read them.
 */
#ifndef WRITE_EXTENSION_H
#define WRITE_EXTENSION_H

#include "model/feed.h"
#include "write/markup.h"

/* The meeting, and each other one that the release covers. */
void extension_put_events(
	struct markup *markup, const struct fragment *fragment);

/* The meeting by its uid alone: what it was then, the entry says in words. */
void extension_put_reference(struct markup *markup, const struct event *event);

/* The date of the release as printed, its state, and what its words are. */
void extension_put_release(
	struct markup *markup, const struct fragment *fragment);

/* What kind of text is shown; nothing when there is none. */
void extension_put_translation(struct markup *markup, const struct view *view);

void extension_put_change(
	struct markup *markup, const struct change_told *change);

#endif
