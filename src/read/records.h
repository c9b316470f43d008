/*
 * The readers of the four kinds of records.  Each reads the file at `path`,
 * complains about everything that is wrong with it, and fills in what is
 * sound.
 */
#ifndef READ_RECORDS_H
#define READ_RECORDS_H

#include "model/event.h"
#include "model/series.h"
#include "read/reader.h"

/* events/publisher.xml into the site.  Returns 0, or -1 after complaining. */
int read_publisher(struct reader *reader, const char *path);

/* Each of these returns NULL after complaining. */
struct series *read_series(
	struct reader *reader, const char *path, const char *folder);
struct event *read_event(struct reader *reader, const char *path,
	const char *folder, const struct series *series);

/*
 * `language` is what the file's name says, `event` whose words they are.  With
 * NULL, because event.xml is bad itself, who is referred to is not checked.
 */
struct text *read_text(struct reader *reader, const char *path,
	const char *language, const struct event *event);

/*
 * The same of an element that was read and has this shape: a record in a
 * larger document at `path`.
 */
extern const struct shape publisher_shape, series_shape, event_shape,
	text_shape;
int take_publisher(struct reader *reader, const struct element *element);
struct series *take_series(struct reader *reader, const struct element *element,
	const char *path, const char *folder);
struct event *take_event(struct reader *reader, const struct element *element,
	const char *path, const char *folder, const struct series *series);
struct text *take_text(struct reader *reader, const struct element *element,
	const char *path, const char *language, const struct event *event);

/*
 * The glossary's bodies in publisher.xml or series.xml; how many goes to
 * `*count`.  A party that nobody knows is an error.
 */
extern const struct shape body_shape;
struct body *take_bodies(
	struct reader *reader, const struct element *element, size_t *count);

/* What stands in several kinds of records: words by their language, topics. */
extern const struct attribute_shape in_language[];
extern const struct shape topic_ref_shape;

/*
 * The topics that series.xml or event.xml names.  A term that publisher.xml
 * does not know is an error.
 */
const struct topic **take_topic_refs(
	struct reader *reader, const struct element *element, size_t *count);

/* The body in a release element: NULL when it has none. */
struct prose *read_prose(struct reader *reader, const struct element *release);

/* What may stand in it. */
extern const struct child_shape prose_shapes[];

#endif
