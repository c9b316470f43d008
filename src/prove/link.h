/*
 * Links of pages: where they lead.
 */
#ifndef PROVE_LINK_H
#define PROVE_LINK_H

#include "prove/prove.h"

/*
 * Whether an address on a page leads to a file below feeds/ that is there or
 * will be, or to somebody else: 1 or 0; -1 with errno when nobody can tell.
 * Words of people may have addresses below the base, which lead to something
 * else: `is_ours` is 0 where they may stand.
 */
int link_leads(const struct files *files, const struct feed *page,
	const char *address, int is_ours);

#endif
