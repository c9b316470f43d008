#include "store/batch.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include "base/mem.h"
#include "store/temp_file.h"
#include "base/banned.h"

/*
 * Files that wait at the same time, and their bytes: each is open, is in memory
 * and takes its space on the disk twice.
 */
enum { MOST = 128, MOST_BYTES = 32 << 20 };

/*
 * Threads that wait for the disk, each for a file: it serves many in the time
 * of one.  For a few files it is not worth while to make them.
 */
enum { WAITERS = 8, WORTH_SHARING = 2 * WAITERS };

struct queued {
	struct temp_file file;
	const char *note;
	int is_there; /* its place held the same before */
	int is_written; /* beside its place */
	int error; /* of what was tried last; 0: none */
};

struct batch {
	size_t jobs;
	void (*told)(void *data, const char *path, enum store_result result,
		const char *note);
	void *data;
	struct queued files[MOST];
	size_t count, bytes;
};

struct batch *batch_new(size_t jobs,
	void (*told)(void *data, const char *path, enum store_result result,
		const char *note),
	void *data)
{
	struct batch *batch = mem_alloc(sizeof(*batch));

	batch->jobs = jobs;
	batch->told = told;
	batch->data = data;
	return batch;
}

/* Threads that do the same with all files of a batch. */
struct crew {
	struct batch *batch;
	void (*act)(struct queued *file);
	atomic_size_t next;
};

static void *work(void *data)
{
	struct crew *crew = data;
	size_t i;

	while ((i = atomic_fetch_add(&crew->next, 1)) < crew->batch->count)
		crew->act(&crew->batch->files[i]);
	return NULL;
}

/* Whatever thread cannot be made, this one does its part. */
static void for_all(
	struct batch *batch, size_t count, void (*act)(struct queued *file))
{
	struct crew crew = {batch, act, 0};
	pthread_t threads[WAITERS];
	size_t made = 0;

	if (batch->count >= WORTH_SHARING)
		while (made + 1 < count && made < WAITERS &&
			pthread_create(&threads[made], NULL, work, &crew) == 0)
			made++;
	work(&crew);
	while (made > 0)
		pthread_join(threads[--made], NULL);
}

static void compare(struct queued *queued)
{
	int same =
		content_is_at(&queued->file.content, queued->file.path.bytes);

	queued->is_there = same == 1;
	queued->error = same < 0 ? errno : 0;
}

static void begin(struct queued *queued)
{
	if (queued->is_there || queued->error != 0)
		return;
	if (temp_file_open(&queued->file) != 0)
		queued->error = errno;
}

static void fill(struct queued *queued)
{
	if (queued->is_there || queued->error != 0)
		return;
	if (temp_file_fill(&queued->file) == 0)
		queued->is_written = 1;
	else
		queued->error = errno;
}

static void sync_to_disk(struct queued *queued)
{
	if (queued->is_written && temp_file_sync(&queued->file) != 0)
		queued->error = errno;
}

static void place(struct batch *batch, struct queued *queued)
{
	struct temp_file *file = &queued->file;
	enum store_result result = STORE_WRITTEN;

	errno = queued->error;
	if (queued->is_there)
		result = STORE_SAME;
	else if (queued->error != 0 || temp_file_place(file) != 0)
		result = STORE_FAILED;
	batch->told(batch->data, file->path.bytes, result, queued->note);
	temp_file_release(file);
}

/* Whatever stands there and still cannot be read is replaced. */
static void place_alone(struct batch *batch, struct queued *queued)
{
	compare(queued);
	queued->is_written = queued->error = 0;
	begin(queued);
	fill(queued);
	sync_to_disk(queued);
	place(batch, queued);
}

void batch_finish(struct batch *batch)
{
	size_t at = 0;

	for_all(batch, batch->jobs, compare);
	for (size_t i = 0; i < batch->count; i++)
		begin(&batch->files[i]);
	for_all(batch, batch->jobs, fill);
	for_all(batch, WAITERS, sync_to_disk);
	while (at < batch->count &&
		(batch->files[at].is_there || batch->files[at].is_written))
		place(batch, &batch->files[at++]);
	/* What one lacks, space or numbers, those that wait may hold. */
	for (size_t i = at; i < batch->count; i++)
		temp_file_give_up(&batch->files[i].file);
	while (at < batch->count)
		place_alone(batch, &batch->files[at++]);
	batch->count = batch->bytes = 0;
}

void batch_put(struct batch *batch, const char *path, struct content *content,
	enum store_audience audience, const char *note)
{
	struct queued *queued;

	if (batch->count == MOST || batch->bytes > MOST_BYTES)
		batch_finish(batch);
	batch->bytes += content->length;
	queued = &batch->files[batch->count++];
	*queued = (struct queued){.note = note};
	temp_file_begin(&queued->file, path, content, audience);
}

void batch_free(struct batch *batch)
{
	for (size_t i = 0; i < batch->count; i++)
		temp_file_release(&batch->files[i].file);
	free(batch);
}
