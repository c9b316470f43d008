/*
 * Entries of Atom feeds (RFC 4287, 4.1.2): of releases, and of changes of
 * meetings.  JSON shows parts of them.
 */
#ifndef WRITE_ENTRY_H
#define WRITE_ENTRY_H

#include "base/buf.h"
#include "model/feed.h"
#include "write/markup.h"

/* RFC 6721, 3: what is left of an entry that is gone. */
void entry_put_tombstone(struct buf *out, const struct fragment *fragment);

void entry_put_release(struct buf *out, const struct fragment *fragment);
void entry_put_change(struct buf *out, const struct fragment *fragment);

/* The content of an entry about a release: one XHTML div. */
void entry_put_content(struct markup *markup, const struct fragment *fragment);

/*
 * Notice and one sentence, as plain text; the language that most of it is in
 * goes to `*language`.
 */
void entry_put_summary(struct buf *out, const struct fragment *fragment,
	const char **language);

#endif
