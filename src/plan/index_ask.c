/*
 * Whether what the index tells still holds.
 */
#include <stdlib.h>
#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "model/zone.h"
#include "plan/index_file.h"
#include "base/banned.h"

enum { RECORD_LIMIT = 1 << 20 };

static int is_same(const struct stat_stamp *a, const struct stat_stamp *b)
{
	return a->size == b->size && a->inode == b->inode &&
		a->modified == b->modified && a->changed == b->changed;
}

bool index_is_of_program(const struct index *index)
{
	struct stat_stamp program;

	return index_stamp_program(&program) == 0 &&
		is_same(&program, &index->head->program);
}

static const char *check_zones(const struct index *index)
{
	const char *name = index->names;

	for (uint64_t i = 0; i < index->head->zone_count; i++) {
		struct buf path = BUF_INIT;
		struct stat_stamp stamp;
		int result;

		zone_put_path(&path, name);
		result = stat_stamp_linked(path.bytes, &stamp);
		buf_release(&path);
		if (result != 0 || !is_same(&stamp, &index->zones[i]))
			return NULL;
		name = index_next_name(name);
	}
	return name;
}

static int check_outputs(const struct index *index, const char *name)
{
	struct buf path = BUF_INIT;
	int result = 0;

	for (uint64_t i = 0; i < index->head->output_count && result == 0;
		i++, name = index_next_name(name)) {
		struct stat_stamp stamp;

		buf_cut(&path, 0);
		buf_printf(&path, "feeds/%s", name);
		result = stat_stamp_of(path.bytes, &stamp);
		if (result == 0 && !is_same(&stamp, &index->outputs[i]))
			result = -1;
	}
	buf_release(&path);
	return result;
}

/* Whether what the index says of program, zones and feeds still holds. */
static bool stands_around(const struct index *index, instant now)
{
	const char *outputs;

	if (now < index->head->now || !index_is_of_program(index))
		return false;
	outputs = check_zones(index);
	return outputs != NULL && check_outputs(index, outputs) == 0;
}

static int has_content(const struct filestat *file, const char *path)
{
	struct buf bytes = BUF_INIT;
	int result = 0;

	if (file->content != 0 && file_read(path, RECORD_LIMIT, &bytes) == 0)
		result = hash_bytes(bytes.bytes, bytes.length) == file->content;
	buf_release(&bytes);
	return result;
}

/* Finding the files of the index by the hashes of their paths. */
struct lookup {
	const struct index *index;
	size_t next; /* the one that comes next when nothing was renamed */
	uint64_t *slots; /* places + 1; NULL before the first surprise */
	size_t slot_count; /* a power of two */
	char *is_found; /* of each file of the index */
	struct pool *pool;
	struct index_changes *changes;
};

static void fill(struct lookup *lookup)
{
	const struct index *index = lookup->index;

	lookup->slot_count = 64;
	while (lookup->slot_count < 2 * index->head->file_count)
		lookup->slot_count *= 2;
	lookup->slots = mem_alloc(lookup->slot_count * sizeof(*lookup->slots));
	for (uint64_t i = 0; i < index->head->file_count; i++) {
		size_t slot = index->files[i].path & (lookup->slot_count - 1);

		while (lookup->slots[slot] != 0)
			slot = (slot + 1) & (lookup->slot_count - 1);
		lookup->slots[slot] = i + 1;
	}
}

/* Folders list what is in them in the same order, run after run. */
static const struct filestat *find_file(struct lookup *lookup, uint64_t path)
{
	const struct index *index = lookup->index;
	size_t slot;

	if (lookup->next < index->head->file_count &&
		index->files[lookup->next].path == path) {
		lookup->is_found[lookup->next] = 1;
		return &index->files[lookup->next++];
	}
	if (lookup->slots == NULL)
		fill(lookup);
	for (slot = path & (lookup->slot_count - 1); lookup->slots[slot] != 0;
		slot = (slot + 1) & (lookup->slot_count - 1)) {
		size_t place = lookup->slots[slot] - 1;

		if (index->files[place].path != path)
			continue;
		lookup->next = place + 1;
		lookup->is_found[place] = 1;
		return &index->files[place];
	}
	return NULL;
}

/* Folders have no stamp, and neither has what just changed. */
static int stands_as_it_was(
	const struct filestat *file, const struct filestat *now)
{
	return is_same(&file->stamp, &now->stamp) &&
		(file->stamp.inode != 0 || file->content == 0);
}

static void add_change(struct lookup *lookup, const struct filestat *file,
	const char *path, bool is_new)
{
	struct index_changes *changes = lookup->changes;

	changes->items = pool_grow(lookup->pool, changes->items, changes->count,
		sizeof(*changes->items));
	changes->items[changes->count++] = (struct index_change){
		file->folder ? file->folder : file->path, path, is_new};
}

static enum index_answer compare_files(
	struct lookup *lookup, struct filestats *stats)
{
	enum index_answer answer = INDEX_SAME;

	for (size_t i = 0; i < stats->count; i++) {
		struct filestat *now = &stats->files[i];
		const struct filestat *file = find_file(lookup, now->path);

		if (file != NULL && stands_as_it_was(file, now)) {
			now->content = file->content;
		} else if (file != NULL &&
			has_content(file, filestat_name(stats, i))) {
			now->content = file->content;
			answer = INDEX_TOUCHED;
		} else {
			add_change(lookup, now, filestat_name(stats, i),
				file == NULL);
		}
	}
	return answer;
}

/* What has gone may be in the feeds still. */
static void find_gone(struct lookup *lookup)
{
	const struct index *index = lookup->index;

	for (uint64_t i = 0; i < index->head->file_count; i++)
		if (!lookup->is_found[i])
			add_change(lookup, &index->files[i], NULL, false);
}

enum index_answer index_ask(const struct index *index, struct filestats *stats,
	instant now, struct pool *pool, struct index_changes *changes)
{
	struct lookup lookup = {
		.index = index, .pool = pool, .changes = changes};
	enum index_answer answer;

	*changes = (struct index_changes){NULL, 0};
	if (!stands_around(index, now))
		return INDEX_DOUBT;
	lookup.is_found = pool_alloc(pool, index->head->file_count + 1);
	answer = compare_files(&lookup, stats);
	find_gone(&lookup);
	free(lookup.slots);
	if (changes->count > 0 || now >= index->head->until)
		return INDEX_CHANGED;
	return answer;
}
