/*
 * How people subscribe: buttons for calendar programs, addresses to copy, and
 * what to expect of them.
 */
#ifndef WRITE_SUBSCRIBE_H
#define WRITE_SUBSCRIBE_H

#include "base/buf.h"
#include "model/page.h"
#include "write/markup.h"

/* A block that opens, and a link to it.  Nothing when the page has neither a calendar nor news. */
void subscribe_put_link(struct markup *markup, const struct page *page);
void subscribe_put(struct markup *markup, const struct page *page);

#endif
