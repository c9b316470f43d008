/*
 * The records of a meeting as they are written, with buttons beside what an
 * import was not sure of.
 */
#ifndef SERVE_DRAFT_H
#define SERVE_DRAFT_H

#include <stdbool.h>
#include "base/buf.h"

/* Append them as HTML; returns false when "SERIES/EVENT" has none. */
bool draft_put(struct buf *out, const char *meeting);

#endif
