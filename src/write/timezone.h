/*
 * VTIMEZONE (RFC 5545, 3.6.5) for the years in use, each change of the clocks
 * written out: no rules that a client could expand differently.
 */
#ifndef WRITE_TIMEZONE_H
#define WRITE_TIMEZONE_H

#include "base/buf.h"
#include "model/zone.h"

void timezone_put(struct buf *out, const char *name, const struct zone *zone,
	int first_year, int last_year);

#endif
