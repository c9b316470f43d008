/*
 * When the meetings of a series were and will be, as a picture: years in a
 * row, a mark for each meeting.
 */
#ifndef WRITE_YEARSTRIP_H
#define WRITE_YEARSTRIP_H

#include <stdbool.h>
#include "model/page.h"
#include "write/markup.h"

/* The last forty years at most, and what marks mean. */
void yearstrip_put(struct markup *markup, const struct page *page);

/* Whether there are enough of them for a picture. */
bool yearstrip_is_worth_it(const struct page *page);

#endif
