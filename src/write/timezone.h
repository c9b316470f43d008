/*
 * VTIMEZONE (RFC 5545, 3.6.5) for the years in use: one STANDARD and one
 * DAYLIGHT, with a rule where the clocks follow one, else with each change
 * written out.
 */
#ifndef WRITE_TIMEZONE_H
#define WRITE_TIMEZONE_H

#include "base/buf.h"
#include "model/zone.h"

void timezone_put(struct buf *out, const char *name, const struct zone *zone,
	int first_year, int last_year);

#endif
