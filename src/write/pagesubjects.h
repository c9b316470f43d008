/*
 * Parties and topics, and how people subscribe to one of them.
 */
#ifndef WRITE_PAGESUBJECTS_H
#define WRITE_PAGESUBJECTS_H

#include "model/page.h"
#include "write/markup.h"

/* A section for the parties and one for the topics; for none, nothing. */
void pagesubjects_put(struct markup *markup, const struct page *page);

/* Parties and topics of a series; their names lead to where those sections
 * have them. */
void pagesubjects_put_names(struct markup *markup, const struct page *page);

#endif
