/*
 * What people read in an entry, held against the record.
 */
#ifndef PROVE_WORDS_H
#define PROVE_WORDS_H

#include "base/buf.h"
#include "model/feed.h"

/*
 * Whether the characters of a content say what the fragment is about: of a
 * release notice, body, place, persons, bodies and corrections; of one that
 * was withdrawn, nothing of its body; of a correction its note.  Returns 0, or
 * -1 and says in `problem` what is wrong.
 */
int prove_words(const char *content, const struct fragment *fragment,
	struct buf *problem);

/* Notice, place, persons and bodies of a meeting, in words, likewise. */
int prove_view_words(
	const char *content, const struct view *view, struct buf *problem);

/* The own page of what is told that readers are sent to, or NULL. */
const char *own_page(const struct fragment *fragment);

/* The same as an address or, where there is none, that of our own page. */
void put_own_page(struct buf *out, const struct fragment *fragment);

/* How many texts have a page of the release. */
size_t count_pages(const struct fragment *fragment);

int is_withdrawn(const struct fragment *fragment);

#endif
