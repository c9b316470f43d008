/*
 * What calendars and feeds say to those who were asked to come, and to nobody
 * else: links to join, passcodes, addresses of persons.
 */
#ifndef IMPORT_PRIVATE_H
#define IMPORT_PRIVATE_H

#include <stdbool.h>
#include "import/paste.h"

/* Whether the text is, or leads to, a way to join; behind it stands more. */
bool private_joins(const char *text);

/* Whether a link or the address of a person stands in the text. */
bool private_is_link(const char *text);

/*
 * The lines up to the first way to join as one, but for those with links; NULL
 * when nothing is left.
 */
const char *private_without(struct pool *pool, const struct paste *paste);

#endif
