/*
 * Releases that were published and are refused, gone or hidden again.
 */
#ifndef PLAN_SUBSTITUTE_RELEASES_H
#define PLAN_SUBSTITUTE_RELEASES_H

#include "plan/overlay.h"

/* Put them back with their words; say which are gone or hidden. */
void substitute_releases(struct overlay *it);

#endif
