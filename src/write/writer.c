#include "write/writer.h"

#include <string.h>
#include "base/banned.h"

const struct writer *writer_of(enum format format)
{
	static const struct writer *const writers[] = {
		[FORMAT_ICS] = &ics_writer,
		[FORMAT_ATOM] = &releases_writer,
		[FORMAT_CHANGES] = &changes_writer,
		[FORMAT_JSON_FEED] = &json_feed_writer,
		[FORMAT_EVENTS] = &events_writer,
		[FORMAT_CSV] = &csv_writer,
		[FORMAT_NEXT] = &next_writer,
		[FORMAT_AHEAD] = &ahead_writer,
		[FORMAT_NEWS] = &news_writer,
		[FORMAT_PAST] = &ahead_writer,
		[FORMAT_INDEX] = &index_writer,
		[FORMAT_EMBED] = &embed_writer,
		[FORMAT_SERIES_PAGE] = &series_page_writer,
		[FORMAT_EVENT_PAGE] = &event_page_writer,
		[FORMAT_SITE] = &site_writer,
		[FORMAT_MISSING] = &missing_writer,
		[FORMAT_SITEMAP] = &sitemap_writer,
		[FORMAT_OPML] = &opml_writer,
		[FORMAT_STYLE] = &style_writer,
		[FORMAT_SCRIPT] = &script_writer,
	};

	return writers[format];
}

static void put_before(
	struct content *content, const struct feed *feed, size_t index)
{
	const struct writer *writer = writer_of(feed->format);
	struct buf before = BUF_INIT;

	if (writer->before == NULL)
		return;
	writer->before(&before, feed, index);
	if (before.length > 0)
		content_own(content, &before);
}

void writer_lay_out(struct content *content, const struct feed *feed)
{
	const struct writer *writer = writer_of(feed->format);
	size_t between = strlen(writer->between);
	struct buf head = BUF_INIT, tail = BUF_INIT;

	writer->head(&head, feed);
	content_own(content, &head);
	for (size_t i = 0; i < feed->fragment_count; i++) {
		const struct buf *bytes = &feed->fragments[i]->bytes;

		if (i > 0)
			content_put(content, writer->between, between);
		put_before(content, feed, i);
		content_put(content, bytes->bytes, bytes->length);
	}
	writer->tail(&tail, feed);
	content_own(content, &tail);
}
