#include <errno.h>
#include <stdlib.h>
#include "base/mem.h"
#include "store/waiting.h"
#include "base/banned.h"

/* Files that wait at the same time: each is open, and takes its space twice. */
enum { MOST = 128 };

struct store_batch {
	void (*failed)(void *data, const char *path);
	void *data;
	struct waiting files[MOST];
	size_t count;
};

struct store_batch *store_batch_new(
	void (*failed)(void *data, const char *path), void *data)
{
	struct store_batch *batch = mem_alloc(sizeof(*batch));

	batch->failed = failed;
	batch->data = data;
	return batch;
}

static void give_up(struct store_batch *batch, struct waiting *file)
{
	batch->failed(batch->data, file->path.bytes);
	waiting_give_up(file);
}

static void place(struct store_batch *batch, struct waiting *file)
{
	struct buf path = BUF_INIT;

	buf_puts(&path, file->path.bytes);
	if (waiting_place(file) != 0)
		batch->failed(batch->data, path.bytes);
	buf_release(&path);
}

/* All are on their way before the first one is waited for. */
void store_batch_finish(struct store_batch *batch)
{
	size_t count = 0;

	for (size_t i = 0; i < batch->count; i++)
		waiting_begin_sync(&batch->files[i]);
	for (size_t i = 0; i < batch->count; i++)
		if (waiting_sync(&batch->files[i]) == 0)
			batch->files[count++] = batch->files[i];
		else
			give_up(batch, &batch->files[i]);
	for (size_t i = 0; i < count; i++)
		place(batch, &batch->files[i]);
	batch->count = 0;
}

static int write_next(struct store_batch *batch, const char *path,
	const struct buf *bytes, enum store_audience audience)
{
	return waiting_write(
		&batch->files[batch->count], path, bytes, audience);
}

enum store_result store_batch_put(struct store_batch *batch, const char *path,
	const struct buf *bytes, enum store_audience audience)
{
	int result;

	if (store_holds(path, bytes))
		return STORE_SAME;
	if (batch->count == MOST)
		store_batch_finish(batch);
	result = write_next(batch, path, bytes, audience);
	/* Those that wait may hold what this one lacks. */
	if (result != 0 && batch->count > 0) {
		store_batch_finish(batch);
		result = write_next(batch, path, bytes, audience);
	}
	if (result != 0)
		return STORE_FAILED;
	batch->count++;
	return STORE_WRITTEN;
}

void store_batch_free(struct store_batch *batch)
{
	for (size_t i = 0; i < batch->count; i++)
		waiting_give_up(&batch->files[i]);
	free(batch);
}
