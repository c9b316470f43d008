/*
 * What else is wrong with a record: a mistake in one part of it hides none in
 * another, so that all are said in one run.
 */
#ifndef READ_REST_H
#define READ_REST_H

#include "read/reader.h"
#include "read/shape.h"

/* Take what is left of the record, for the sake of the complaints. */
typedef void rest_take(
	struct reader *reader, const struct element *element, void *data);

/*
 * The record that was opened last has not this shape: leave out what the
 * complaints were about, take the rest, and make the complaints about that.
 */
void rest_report(struct reader *reader, const struct shape *shape,
	rest_take *take, void *data);

/*
 * Make a complaint again that a diag holds which will be gone; `path` is that
 * of the record.
 */
void rest_repeat(
	struct diag *diag, const struct complaint *complaint, const char *path);

/* Take a child out of its element. */
void rest_drop_child(struct element *element, struct element *child);

#endif
