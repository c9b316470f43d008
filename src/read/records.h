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
 * The glossary's bodies in publisher.xml or series.xml; how many goes to
 * `*count`.  A party that nobody knows is an error and sets `*failed`.
 */
extern const struct shape body_shape;
struct body *take_bodies(struct reader *reader, const struct element *element,
	size_t *count, int *failed);

/*
 * The topics that series.xml or event.xml names.  A term that publisher.xml
 * does not know is an error and sets `*failed`.
 */
const struct topic **take_topic_refs(struct reader *reader,
	const struct element *element, size_t *count, int *failed);

/* The body in a release element: NULL when it has none. */
struct prose *read_prose(struct reader *reader, const struct element *release);

/* What may stand in it. */
extern const struct child_shape prose_shapes[];

#endif
