#include "write/feed_title.h"

#include <string.h>
#include "model/fill.h"
#include "base/banned.h"

/* What feeds of a format are called in ids and keys of phrases. */
static const char *format_name(enum format format)
{
	static const char *const names[] = {
		[FORMAT_ICS] = "calendar",
		[FORMAT_ATOM] = "releases",
		[FORMAT_CHANGES] = "changes",
		[FORMAT_JSON_FEED] = "releases",
		[FORMAT_EVENTS] = "calendar",
		[FORMAT_NEXT] = "calendar",
	};

	return names[format];
}

static const char *phrase(const struct feed *feed, const char *key)
{
	return publisher_phrase(feed->publisher, feed->language, key);
}

/* What the feed is about, for people. */
static const char *subject_of(const struct feed *feed)
{
	const struct publisher *publisher = feed->publisher;

	switch (feed->scope) {
	case SCOPE_SERIES:
	case SCOPE_EVENT:
		return publisher_choose(
			publisher, &feed->series->titles, feed->language)
			.text;
	case SCOPE_PARTY:
		return party_name(publisher, feed->party, feed->language).text;
	case SCOPE_TOPIC:
	case SCOPE_SELECTION:
		return publisher_choose(
			publisher, &feed->topic->labels, feed->language)
			.text;
	default:
		return NULL;
	}
}

/*
 * Some calendar programs show the backslashes that escape these three; where
 * one stood between blanks, one blank stays.
 */
static void put_name(struct buf *out, const struct feed *feed, const char *text)
{
	if (feed->format != FORMAT_ICS) {
		buf_puts(out, text);
		return;
	}
	for (; *text != '\0'; text++) {
		if (strchr(",;\\", *text) != NULL)
			continue;
		if (*text == ' ' && out->length > 0 &&
			out->bytes[out->length - 1] == ' ')
			continue;
		buf_putc(out, *text);
	}
}

void feed_title_put(struct buf *out, const struct feed *feed)
{
	const char *subject = subject_of(feed);
	const char *publisher = publisher_choose(
		feed->publisher, &feed->publisher->names, feed->language)
					.text;
	struct buf name = BUF_INIT, dated = BUF_INIT;
	struct buf year = BUF_INIT, key = BUF_INIT;

	if (subject == NULL) {
		buf_printf(&key, "feed.%s", format_name(feed->format));
		subject = phrase(feed, key.bytes);
	}
	fill(&name, phrase(feed, "feed.of"),
		(const struct filling[]){
			{"publisher", publisher}, {"name", subject}, {NULL}});
	if (feed->period == PERIOD_YEAR) {
		buf_printf(&year, "%d", feed->year);
		fill(&dated, phrase(feed, "feed.year"),
			(const struct filling[]){{"name", name.bytes},
				{"year", year.bytes}, {NULL}});
	}
	put_name(out, feed, dated.length > 0 ? dated.bytes : name.bytes);
	buf_release(&key);
	buf_release(&year);
	buf_release(&dated);
	buf_release(&name);
}

const char *feed_title_put_description(struct buf *out, const struct feed *feed)
{
	struct words words = feed_description(feed);

	put_name(out, feed, words.text);
	return words.language;
}

void feed_title_put_id(struct buf *out, const struct feed *feed)
{
	buf_printf(out, "tag:%s:feed/%s/%s", feed->publisher->authority,
		feed->language, format_name(feed->format));
	if (feed->scope == SCOPE_SERIES)
		buf_printf(out, "/series/%s", series_identity(feed->series));
	if (feed->scope == SCOPE_PARTY)
		buf_printf(out, "/party/%s", feed->party);
	if (feed->scope == SCOPE_TOPIC || feed->scope == SCOPE_SELECTION)
		buf_printf(out, "/%s/%s", scope_name(feed->scope),
			feed->topic->term);
	if (feed->scope == SCOPE_EVENT)
		buf_printf(out, "/event/%s", feed->fragments[0]->uid);
	if (feed->period == PERIOD_YEAR)
		buf_printf(out, "/%d", feed->year);
}

void feed_title_put_home(struct buf *out, const struct feed *feed)
{
	publisher_put_address(
		out, feed->publisher, feed->home ? feed->home : "");
}
