/*
 * What the parts of people.c share: a name in a text, and what stands around it.
 * Places are letters of the fold.
 */
#ifndef IMPORT_NAMING_H
#define IMPORT_NAMING_H

#include "import/facts.h"

enum { ROLE_NEAR = 60 }; /* letters behind a name that its function is in */

/* A name that was found, and what stands around it. */
struct candidate {
	size_t printed; /* with honorifics */
	size_t start, end;
	size_t role, role_end; /* a function in front of it; or both 0 */
	bool honoured;
};

static inline uint32_t naming_letter(const struct reading *it, size_t at)
{
	return it->fold.letters[at];
}

/* Behind the word that starts there: "Ruíz-Cabañas", "D'Souza", "R.". */
size_t naming_word_end(const struct reading *it, size_t at);
bool naming_starts_word(const struct reading *it, size_t at);

/* Whether something that is no part of a name starts there. */
bool naming_is_no_name(const struct reading *it, size_t at);

/* Behind honorifics, one behind the other, and blanks and stops behind them. */
size_t naming_skip_honorifics(const struct reading *it, size_t at);

/* Whether names end in front of the letter. */
bool naming_is_mark(uint32_t letter);

/* The closing parenthesis of the one that opens there, or the line's end. */
size_t naming_closing(const struct reading *it, size_t at);

/* Whether what is said in there tells what somebody does, or for whom. */
bool naming_tells_role(const struct reading *it, size_t start, size_t end);

/* Behind a label, "Co-chairs:", "Japan:", or the start of the line. */
size_t naming_label_end(const struct reading *it, size_t at);

/*
 * "Der polnischen Seite": words that start as a side is called.  NULL: none,
 * or those of two sides.
 */
const char *naming_party(const struct reading *it, size_t start, size_t end);

/* "Japan:", "Delegation of the EU:", "Head:": those named behind take part. */
bool naming_has_label_of_side(const struct reading *it, size_t at);
bool naming_is_about_people(const struct reading *it, size_t at);

/* "Frankfurt (Germany)" is a place; so is "Lee (Korea)" but among people. */
bool naming_is_country_alone(const struct reading *it, size_t at, size_t close);

/* The last function in front of the letter, in its sentence and near; or NULL. */
const struct hit *naming_last_role(const struct reading *it, size_t at);

/*
 * "The minister of the interior NAME": a function ends right in front of it.
 * Returns where the function starts, or `at` when there is none.
 */
size_t naming_role_before(const struct reading *it, size_t at);

#endif
