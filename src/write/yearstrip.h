/*
 * When the meetings of a series were and will be, as a picture: years in a
 * row, a mark for each meeting.
 */
#ifndef WRITE_YEARSTRIP_H
#define WRITE_YEARSTRIP_H

#include <stdbool.h>
#include "model/page.h"
#include "write/markup.h"

/*
 * Rows of eight years, the last five of them at most; or, short, one that leads
 * to a scale on the same page.  Nothing when no meeting has a date.
 */
void yearstrip_put(
	struct markup *markup, const struct page *page, bool is_short);

/* Whether there is anything to draw. */
bool yearstrip_has_any(const struct page *page);

#endif
