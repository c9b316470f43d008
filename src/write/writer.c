#include "write/writer.h"

#include <string.h>
#include "base/banned.h"

enum { ROOM_FOR_TAIL = 64 };

const struct writer *writer_of(enum format format)
{
	static const struct writer *const writers[] = {
		[FORMAT_ICS] = &ics_writer,
		[FORMAT_ATOM] = &releases_writer,
		[FORMAT_CHANGES] = &changes_writer,
		[FORMAT_JSON_FEED] = &json_feed_writer,
		[FORMAT_EVENTS] = &events_writer,
	};

	return writers[format];
}

void writer_put_feed(struct buf *out, const struct feed *feed)
{
	const struct writer *writer = writer_of(feed->format);

	size_t length = 0;

	for (size_t i = 0; i < feed->fragment_count; i++)
		length += feed->fragments[i]->bytes.length +
			strlen(writer->between);
	writer->head(out, feed);
	buf_reserve(out, length + ROOM_FOR_TAIL);
	for (size_t i = 0; i < feed->fragment_count; i++) {
		if (i > 0)
			buf_puts(out, writer->between);
		buf_put(out, feed->fragments[i]->bytes.bytes,
			feed->fragments[i]->bytes.length);
	}
	writer->tail(out, feed);
}
