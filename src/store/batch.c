#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include "base/mem.h"
#include "store/waiting.h"
#include "base/banned.h"

/* Files that wait at the same time: each is open, and takes its space twice. */
enum { MOST = 128 };

/*
 * Threads that wait for the disk, each for a file: it serves many in the time
 * of one.  For a few files it is not worth while to make them.
 */
enum { WAITERS = 8, WORTH_SHARING = 2 * WAITERS };

struct store_batch {
	void (*told)(void *data, const char *path, enum store_result result);
	void *data;
	struct waiting files[MOST];
	int errors[MOST]; /* of the wait for each; 0: it is on the disk */
	size_t count;
};

/* Every so manieth file, from one of the first on. */
struct waiter {
	struct store_batch *batch;
	size_t first, step;
	pthread_t thread;
	int is_apart; /* in a thread of its own */
};

struct store_batch *store_batch_new(
	void (*told)(void *data, const char *path, enum store_result result),
	void *data)
{
	struct store_batch *batch = mem_alloc(sizeof(*batch));

	batch->told = told;
	batch->data = data;
	return batch;
}

static void give_up(struct store_batch *batch, struct waiting *file)
{
	batch->told(batch->data, file->path.bytes, STORE_FAILED);
	waiting_give_up(file);
}

static void place(struct store_batch *batch, struct waiting *file)
{
	struct buf path = BUF_INIT;

	buf_puts(&path, file->path.bytes);
	if (waiting_place(file) == 0)
		batch->told(batch->data, path.bytes, STORE_WRITTEN);
	else
		batch->told(batch->data, path.bytes, STORE_FAILED);
	buf_release(&path);
}

static void *wait_for_files(void *data)
{
	const struct waiter *waiter = data;
	struct store_batch *batch = waiter->batch;

	for (size_t i = waiter->first; i < batch->count; i += waiter->step)
		batch->errors[i] =
			waiting_sync(&batch->files[i]) == 0 ? 0 : errno;
	return NULL;
}

/* Without another thread, this one waits. */
static void wait_for_all(struct store_batch *batch)
{
	size_t count = batch->count < WORTH_SHARING ? 1 : WAITERS;
	struct waiter waiters[WAITERS];

	for (size_t i = 0; i < count; i++) {
		struct waiter *waiter = &waiters[i];

		*waiter = (struct waiter){
			.batch = batch, .first = i, .step = count};
		waiter->is_apart = i > 0 &&
			pthread_create(&waiter->thread, NULL, wait_for_files,
				waiter) == 0;
	}
	for (size_t i = 0; i < count; i++)
		if (!waiters[i].is_apart)
			wait_for_files(&waiters[i]);
	for (size_t i = 0; i < count; i++)
		if (waiters[i].is_apart)
			pthread_join(waiters[i].thread, NULL);
}

/* All are on their way by now. */
void store_batch_finish(struct store_batch *batch)
{
	size_t count = 0;

	wait_for_all(batch);
	for (size_t i = 0; i < batch->count; i++) {
		errno = batch->errors[i];
		if (errno == 0)
			batch->files[count++] = batch->files[i];
		else
			give_up(batch, &batch->files[i]);
	}
	for (size_t i = 0; i < count; i++)
		place(batch, &batch->files[i]);
	batch->count = 0;
}

/* STORE_WRITTEN: it waits. */
static enum store_result try_next(struct store_batch *batch, const char *path,
	const struct buf *bytes, enum store_audience audience)
{
	int same = waiting_compare(path, bytes);

	/* Whatever stands there and cannot be read is replaced. */
	if (same == 1)
		return STORE_SAME;
	if (same < 0 && batch->count > 0)
		return STORE_FAILED;
	return waiting_write(
		       &batch->files[batch->count], path, bytes, audience) == 0
		? STORE_WRITTEN
		: STORE_FAILED;
}

enum store_result store_batch_put(struct store_batch *batch, const char *path,
	const struct buf *bytes, enum store_audience audience)
{
	enum store_result result;

	if (batch->count == MOST)
		store_batch_finish(batch);
	result = try_next(batch, path, bytes, audience);
	/* Those that wait may hold what this one lacks: space, or numbers. */
	if (result == STORE_FAILED && batch->count > 0) {
		store_batch_finish(batch);
		result = try_next(batch, path, bytes, audience);
	}
	/* The disk begins while the next one is put together. */
	if (result == STORE_WRITTEN)
		waiting_begin_sync(&batch->files[batch->count++]);
	return result;
}

void store_batch_free(struct store_batch *batch)
{
	for (size_t i = 0; i < batch->count; i++)
		waiting_give_up(&batch->files[i]);
	free(batch);
}
