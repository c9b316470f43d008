/*
 * What people read in an entry or on a page, held against the record.
 */
#ifndef PROVE_WORDS_H
#define PROVE_WORDS_H

#include "base/buf.h"
#include "model/feed.h"

/*
 * Whether the characters of a content say what the fragment is about: of a
 * release notice, body, place, persons, bodies and corrections; of one that
 * was withdrawn, nothing of its body; of a correction its note.  What is wrong
 * goes to `problem`: see compare.h.
 */
void words_prove(const char *content, const struct fragment *fragment,
	struct buf *problem);

/* Notice, place, persons and bodies of a meeting, or its title, likewise. */
void words_prove_view(
	const char *content, const struct view *view, struct buf *problem);
void words_prove_title(
	const char *content, const struct view *view, struct buf *problem);

#endif
