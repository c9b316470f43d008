/*
 * Descriptions and bodies of releases as XHTML.
 */
#ifndef WRITE_XHTML_H
#define WRITE_XHTML_H

#include "model/prose.h"
#include "model/view.h"
#include "write/description.h"
#include "write/markup.h"

/* A description as paragraphs and lists. */
void xhtml_put_description(struct markup *markup, const struct view *view,
	const struct description *description);

/* The blocks of a body, which is in `language`. */
void xhtml_put_prose(struct markup *markup, const struct view *view,
	const struct prose *body, const char *language);

/*
 * lang, xml:lang and dir of the element just opened, where they are not those
 * of the feed; NULL is the feed's language.
 */
void xhtml_put_language(
	struct markup *markup, const struct view *view, const char *language);

/* The same inside words of the language `around`. */
void xhtml_put_language_in(
	struct markup *markup, const char *around, const char *language);

#endif
