/*
 * Meetings as pages list them.
 */
#ifndef WRITE_PAGELIST_H
#define WRITE_PAGELIST_H

#include <stdbool.h>
#include "model/page.h"
#include "write/markup.h"

/* The meeting that is next, large; or that there is none yet. */
void pagelist_put_next(struct markup *markup, const struct page *page,
	const struct page *series, const char *heading);

/* Those that are over, the newest first; or those that are not. */
void pagelist_put(struct markup *markup, const struct page *page, bool is_past);

/* The title of a meeting, which leads to its page if it has one. */
void pagelist_put_title(struct markup *markup, const struct page *page,
	const struct meeting *meeting);

/* A word for its status; nothing for what is over and was only announced. */
void pagelist_put_status(struct markup *markup, const struct page *page,
	const struct meeting *meeting);

#endif
