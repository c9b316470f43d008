/*
 * Records as XML, in the form of dialogue-feeds(5): what is read back is what
 * was written.  A record makes a file of its own,
 *
 *	record_put_event(&bytes, event, publisher);
 *
 * or an element of a larger document, to which the caller adds attributes and
 * children:
 *
 *	record_open_event(markup, event, &options);
 *	markup_attribute(markup, "folder", event->folder);
 *	record_fill_event(markup, event, &options);
 *	...
 *	markup_end(markup);
 */
#ifndef WRITE_RECORD_H
#define WRITE_RECORD_H

#include <stdbool.h>
#include "base/buf.h"
#include "model/event.h"
#include "write/markup.h"

struct record_options {
	/*
	 * Of the publisher: clock times of it are written without an offset.
	 * NULL: all with one.
	 */
	const struct zone *zone;
	/*
	 * Only what a feed shows: no hidden release, no words of a withdrawn
	 * one, no reference to what is hidden; the id of a person is that of
	 * its PARTICIPANT.  Hidden events and texts are the caller's to leave
	 * out.
	 */
	bool published;
	/*
	 * Called in front of each thing that a record can say ("event" and
	 * "text" for all of it, "time", "place", "person", "body", "release",
	 * "title", "notice"), the `index`th of its kind, to add comments; NULL.
	 */
	void (*remark)(const void *data, struct markup *markup,
		const char *what, size_t index);
	const void *data;
};

/* Whole files. */
void record_put_publisher(struct buf *out, const struct publisher *publisher);
void record_put_series(struct buf *out, const struct series *series);
void record_put_event(struct buf *out, const struct event *event,
	const struct publisher *publisher);
void record_put_text(struct buf *out, const struct text *text,
	const struct event *event, const struct publisher *publisher);

/* The declaration, then elements; the outermost is closed with the file. */
struct markup *record_open_file(struct buf *out);
void record_close_file(struct markup *markup);

/* An attribute that says when; none when nobody knows. */
void record_put_when(
	struct markup *markup, const char *name, const struct when *when);

/* The same of a moment, in UTC; none for 0. */
void record_put_moment(struct markup *markup, const char *name, instant at);

/* The tag of the element with its attributes. */
void record_open_publisher(
	struct markup *markup, const struct publisher *publisher);
void record_open_series(struct markup *markup, const struct series *series);
void record_open_event(struct markup *markup, const struct event *event,
	const struct record_options *options);
void record_open_text(struct markup *markup, const struct text *text,
	const struct record_options *options);

/* What stands in it. */
void record_fill_publisher(
	struct markup *markup, const struct publisher *publisher);
void record_fill_series(struct markup *markup, const struct series *series);
void record_fill_event(struct markup *markup, const struct event *event,
	const struct record_options *options);
void record_fill_text(struct markup *markup, const struct text *text,
	const struct event *event, const struct record_options *options);

/* The body of a release. */
void record_put_prose(struct markup *markup, const struct prose *body);

#endif
