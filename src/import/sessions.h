/*
 * Which session of its series a release is about, and how many there are.
 */
#ifndef IMPORT_SESSIONS_H
#define IMPORT_SESSIONS_H

#include "import/facts.h"

/* All ordinals that count meetings, before anybody asks for them. */
void sessions_find(struct reading *it);

/* Whether a session is counted in there: "7e session". */
bool sessions_are_counted(const struct reading *it, size_t start, size_t end);

void sessions_read_number(struct reading *it);

/* Lines that tell of meetings of their own; one of them is of this one. */
void sessions_find_several(struct reading *it);

#endif
