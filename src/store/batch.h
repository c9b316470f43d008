/*
 * Many files, which come into place in the order in which they were put, but
 * are written and wait for the disk together.
 *
 *	struct batch *batch = batch_new(jobs, told, data);
 *	batch_put(batch, path, &content, STORE_PUBLIC, NULL);
 *	... more of them ...
 *	batch_finish(batch);
 *	batch_free(batch);
 */
#ifndef STORE_BATCH_H
#define STORE_BATCH_H

#include "base/content.h"
#include "store/store.h"

struct batch;

/*
 * `told` learns what became of each file that was put, with its note.
 * STORE_FAILED: errno says why, and the old file is untouched.  So many as
 * `jobs` are written at once.
 */
struct batch *batch_new(size_t jobs,
	void (*told)(void *data, const char *path, enum store_result result,
		const char *note),
	void *data);

/*
 * Make `path` hold exactly the content, which is taken over and is empty then;
 * what it has borrowed has to stay until the file was told of.  That is later:
 * when there are many, or all of them are wanted.  The note is only handed on.
 */
void batch_put(struct batch *batch, const char *path, struct content *content,
	enum store_audience audience, const char *note);

/* All that was put is in place, or could not be. */
void batch_finish(struct batch *batch);

/* What is not in place is given up. */
void batch_free(struct batch *batch);

#endif
