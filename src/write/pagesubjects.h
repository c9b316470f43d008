/*
 * Parties and topics: names that lead to the pages about them.
 */
#ifndef WRITE_PAGESUBJECTS_H
#define WRITE_PAGESUBJECTS_H

#include "model/page.h"
#include "write/markup.h"

/* A section for the parties and one for the topics; for none, nothing. */
void pagesubjects_put(struct markup *markup, const struct page *page);

/* A link to each of their sections. */
void pagesubjects_put_links(struct markup *markup, const struct page *page);

/* A topic in an element of its own. */
void pagesubjects_put_topic(struct markup *markup, const struct page *page,
	const char *around, const struct topic *topic);

/* Parties and topics of a series. */
void pagesubjects_put_names(struct markup *markup, const struct page *page);

#endif
