/*
 * The contract of a format.  A writer appends bytes to `out`; it opens no
 * file, reads no clock and cannot fail.  A feed is its head, the bytes of its
 * fragments one behind the other, and its tail.
 */
#ifndef WRITE_WRITER_H
#define WRITE_WRITER_H

#include "base/content.h"
#include "model/feed.h"

struct writer {
	void (*fragment)(struct buf *out, const struct fragment *fragment);
	void (*head)(struct buf *out, const struct feed *feed);
	void (*tail)(struct buf *out, const struct feed *feed);
	const char *between; /* what parts two fragments */
	/* Append what stands in front of one; NULL: nothing. */
	void (*before)(struct buf *out, const struct feed *feed, size_t index);
};

/* The writer of a format. */
const struct writer *writer_of(enum format format);

extern const struct writer ics_writer, releases_writer, changes_writer,
	json_feed_writer, events_writer, csv_writer, next_writer, ahead_writer,
	news_writer, index_writer, missing_writer, embed_writer, script_writer,
	series_page_writer, event_page_writer, site_writer, sitemap_writer,
	opml_writer, style_writer;

/*
 * The whole feed, from fragments that are already written: as runs of bytes,
 * most of them borrowed from the fragments.
 */
void writer_lay_out(struct content *content, const struct feed *feed);

#endif
