/*
 * Meetings and releases as pages list them.
 */
#ifndef WRITE_PAGELIST_H
#define WRITE_PAGELIST_H

#include "model/feed.h"
#include "model/page.h"
#include "write/markup.h"

/*
 * A meeting: what is over is told by its day alone, and what is ahead by the
 * clock of Greenwich too.
 */
void pagelist_put_meeting(struct buf *out, const struct fragment *fragment);

/* A release: its date, its title and what it says in short. */
void pagelist_put_release(struct buf *out, const struct fragment *fragment);

/* A section with its heading and a list, left open; and the end of both. */
void pagelist_begin(struct buf *out, const struct page *page, const char *class,
	const char *heading, const char *list);
void pagelist_end(struct buf *out);

/* The title of a meeting, which leads to its page if it has one. */
void pagelist_put_title(struct markup *markup, const struct page *page,
	const struct meeting *meeting);

/*
 * A blank and a word for its status; nothing for what is over and was only
 * announced.
 */
void pagelist_put_status(struct markup *markup, const struct page *page,
	const struct meeting *meeting);

#endif
