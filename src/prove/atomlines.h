/*
 * What an entry ought to be.
 */
#ifndef PROVE_ATOMLINES_H
#define PROVE_ATOMLINES_H

#include "base/buf.h"
#include "model/feed.h"

/*
 * Append a line for each element.  Only the names stand there of summary and
 * content, which hold more than a record says.
 */
void atomlines_expect(struct buf *out, const struct fragment *fragment);

/* The lines of an author and of a link, whose address may go on behind it. */
void atomlines_put_publisher(struct buf *out, const struct publisher *publisher,
	const char *language);
void atomlines_put_link(struct buf *out, const char *relation, const char *type,
	const char *language, const char *address);

#endif
