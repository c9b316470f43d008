/*
 * A meeting and its releases in the words of schema.org, as JSON-LD for
 * search engines.
 */
#ifndef WRITE_JSONLD_H
#define WRITE_JSONLD_H

#include "model/page.h"
#include "write/markup.h"

/*
 * As a script element, which nothing in it can close; nothing for a meeting
 * without a date.
 */
void jsonld_put(struct markup *markup, const struct page *page);

#endif
