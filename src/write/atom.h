/*
 * Parts that Atom feeds and their entries share (RFC 4287).
 */
#ifndef WRITE_ATOM_H
#define WRITE_ATOM_H

#include "model/publisher.h"
#include "model/view.h"
#include "model/when.h"
#include "write/markup.h"

/* The prefix of our extension elements is "d"; see dialogue-feeds(7). */
#define EXTENSION_NAMESPACE "urn:uuid:8f0d2f4e-6f5b-4d9c-9a55-2f0c1b7e3a10"
#define TOMBSTONE_NAMESPACE "http://purl.org/atompub/tombstones/1.0"
#define HISTORY_NAMESPACE "http://purl.org/syndication/history/1.0"

void atom_put_instant(struct markup *markup, const char *name, instant at);

/* RFC 4287, 4.2.7; NULL is not written. */
struct atom_link {
	const char *relation, *type, *language, *title, *href;
};

void atom_put_link(struct markup *markup, const struct atom_link *link);

/* The publisher as author; whoever else wrote what the view shows. */
void atom_put_publisher(struct markup *markup,
	const struct publisher *publisher, const char *language);
void atom_put_author(struct markup *markup, const struct view *view);

/*
 * RFC 4287, 4.2.2: `scheme` is the last part of a tag URI, "topic", so that
 * no address of the publisher stands in it.
 */
void atom_put_category(struct markup *markup, const struct view *view,
	const char *scheme, const char *term, struct words label);
void atom_put_topics(struct markup *markup, const struct view *view);

#endif
