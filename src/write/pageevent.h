/*
 * Parts of the page of a meeting; see pageevent.c.
 */
#ifndef WRITE_PAGEEVENT_H
#define WRITE_PAGEEVENT_H

#include "model/page.h"
#include "write/markup.h"

/* Each under its heading; nothing when the record tells nothing of it. */
void pageevent_put_people(struct markup *markup, const struct page *page);
void pageevent_put_bodies(struct markup *markup, const struct page *page);
void pageevent_put_links(struct markup *markup, const struct page *page);
void pageevent_put_history(struct markup *markup, const struct page *page);

/* When a release came out, in words. */
void pageevent_put_published(struct markup *markup, const struct page *page,
	const struct release *release);

/* An element that holds a link alone. */
void pageevent_put_link(struct markup *markup, const char *around,
	const char *href, const char *text);

#endif
