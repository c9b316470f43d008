#include "read/parallel.h"

#include <libxml/parser.h>
#include <pthread.h>
#include <stdlib.h>
#include "base/mem.h"
#include "base/banned.h"

/* What one thread reads, from `first` up to `end`. */
struct part {
	const struct parallel_work *work;
	size_t first, end;
	struct reader reader;
	struct site site;
	struct diag diag;
	struct progress *progress; /* of one part alone */
	pthread_t thread;
	int is_apart; /* in a thread of its own */
};

static void *read_part(void *data)
{
	struct part *part = data;

	for (size_t i = part->first; i < part->end; i++) {
		part->work->read(&part->reader, part->work->data, i);
		/* The others have come about as far. */
		progress_reach(part->progress,
			(i + 1 - part->first) * part->work->count /
				(part->end - part->first));
	}
	reader_release(&part->reader);
	return NULL;
}

static void make_part(struct part *part, const struct reader *reader,
	const struct parallel_work *work)
{
	part->work = work;
	part->diag = (struct diag)DIAG_INIT;
	part->site.publisher = reader->site->publisher;
	part->reader = (struct reader){.site = &part->site,
		.diag = &part->diag,
		.words = BUF_INIT,
		.only = reader->only,
		.only_count = reader->only_count,
		.instead = reader->instead,
		.instead_count = reader->instead_count,
		.no_glossary = reader->no_glossary,
		.published = reader->published,
		.as_published = reader->as_published};
}

/* Without another thread, this one reads its part. */
static void start(struct part *part)
{
	part->is_apart =
		pthread_create(&part->thread, NULL, read_part, part) == 0;
}

static void finish(struct part *part)
{
	if (part->is_apart)
		pthread_join(part->thread, NULL);
	else
		read_part(part);
}

/* What was read belongs to the reader from here on. */
static void join(struct reader *reader, struct part *part)
{
	struct site *site = reader->site;

	pool_join(&site->pool, &part->site.pool);
	diag_join(reader->diag, &part->diag);
	for (size_t i = 0; i < part->site.event_count; i++)
		reader_add_event(reader, part->site.events[i]);
	for (size_t i = 0; i < part->site.hash_count; i++)
		reader_remember_bytes(reader, part->site.hashes[i]);
	for (size_t i = 0; i < part->reader.bad_count; i++)
		reader_remember_bad(reader, part->reader.bad_uids[i]);
	if (part->reader.bad_unknown)
		reader_remember_bad(reader, NULL);
}

static void read_parts(
	struct reader *reader, const struct parallel_work *work, size_t count)
{
	struct part *parts = mem_alloc(count * sizeof(*parts));

	/* Once, before there are threads. */
	xmlInitParser();
	for (size_t i = 0; i < count; i++) {
		make_part(&parts[i], reader, work);
		parts[i].first = work->count * i / count;
		parts[i].end = work->count * (i + 1) / count;
	}
	parts[0].progress = reader->progress;
	for (size_t i = 1; i < count; i++)
		start(&parts[i]);
	for (size_t i = 0; i < count; i++)
		finish(&parts[i]);
	for (size_t i = 0; i < count; i++)
		join(reader, &parts[i]);
	free(parts);
}

void parallel_read(
	struct reader *reader, const struct parallel_work *work, size_t threads)
{
	if (threads > 1) {
		read_parts(reader, work, threads);
		return;
	}
	for (size_t i = 0; i < work->count; i++) {
		work->read(reader, work->data, i);
		progress_reach(reader->progress, i + 1);
	}
}
