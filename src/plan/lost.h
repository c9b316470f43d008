/*
 * A ledger that is gone, though something was published.
 */
#ifndef PLAN_LOST_H
#define PLAN_LOST_H

#include <stdbool.h>
#include "model/publisher.h"

/*
 * Whether any feed stands below feeds/ in a language of the publisher, or any
 * file of a ledger.  When nobody can tell, returns true with errno; else errno
 * is 0.
 */
bool lost_has_feeds(const struct publisher *publisher);

#endif
