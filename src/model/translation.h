/*
 * Texts that stand for a whole translation and are none: what they leave empty,
 * another text says.
 */
#ifndef MODEL_TRANSLATION_H
#define MODEL_TRANSLATION_H

#include <stdbool.h>
#include "model/event.h"

/* The text that this one translates; NULL: it is none, or that is not there. */
const struct text *translation_original(
	const struct event *event, const struct text *text);

/* Whether the text says something of a release, or links to who does. */
bool translation_says(const struct text *text, const char *release);

/* The first text that has a body for the release, or NULL. */
const struct text *translation_with_body(
	const struct event *event, const char *release);

/* Whether the title of a translation is still that of its original. */
bool translation_has_title(const struct event *event, const struct text *text);

/*
 * The text that is shown in place of one that says nothing of what was spoken
 * of: it has opened a release and left it empty, or its title is still that of
 * the original.  NULL for a text that can be shown by itself.
 */
const struct text *translation_instead(
	const struct event *event, const struct text *text);

#endif
