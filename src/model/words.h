/*
 * Words and the language they are in; the same thing said in several
 * languages.
 */
#ifndef MODEL_WORDS_H
#define MODEL_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* `text` is NULL when nothing is said; `language` is NULL for proper names. */
struct words {
	const char *language;
	const char *text;
};

/* At most one wording per language, in the order of the record. */
struct wordings {
	struct words *items;
	size_t count;
};

/* Several things said, all in one language. */
struct word_list {
	const char **items;
	size_t count;
};

bool word_list_has(const struct word_list *list, const char *word);

/* What skeletons have in the place of a title; it is never published. */
#define WORDS_TO_COME "…"

bool words_are_to_come(const char *text);

/* Whether two texts are the same; each may be NULL. */
bool words_are_same(const char *a, const char *b);

/* What is said in exactly this language; its text is NULL for nothing. */
struct words wordings_in(const struct wordings *wordings, const char *language);

#endif
