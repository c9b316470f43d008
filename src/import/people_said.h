/*
 * What a release says of a person that it names.
 */
#ifndef IMPORT_PEOPLE_SAID_H
#define IMPORT_PEOPLE_SAID_H

#include "import/naming.h"

/* Letters of the fold. */
struct passage {
	size_t start, end;
};

/*
 * Set what the person does, if that is said, and whether for somebody else.
 * `next` is the name behind it, or NULL.  Returns where it is said.
 */
struct passage people_said_role(const struct reading *it,
	struct found_person *person, const struct candidate *found,
	const struct candidate *next);

/*
 * Set the party of the person, by the label of the line, by the words of the
 * role, or by those in front of the name, from `before` on.
 */
void people_said_party(const struct reading *it, struct found_person *person,
	size_t before, struct passage role);

/* How those in this line, or in this sentence, take part; never NULL. */
const char *people_said_part(const struct reading *it, size_t at);

#endif
