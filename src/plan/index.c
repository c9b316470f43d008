#include "plan/index.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "model/zone.h"
#include "base/banned.h"

enum { RECORD_LIMIT = 1 << 20 };

/*
 * The file: this head, a stamp for each zone and each output, a seen_file for
 * each file below events/, the entries of the roster and their subjects, then
 * the names of zones and outputs, each ended by NUL.  Numbers are those of the
 * machine.
 */
struct index_head {
	char magic[8];
	uint64_t checksum; /* of all that follows it */
	struct stat_stamp program; /* another one may write other bytes */
	instant now, until;
	uint64_t zone_count, output_count, file_count;
	uint64_t entry_count, subject_count;
	uint64_t names_size;
};

static const char magic[8] = "dfindex2";

struct index {
	const struct index_head *head;
	const struct stat_stamp *zones, *outputs;
	const struct seen_file *files;
	struct roster roster;
	const char *names;
	size_t size;
};

static int stamp_of_program(struct stat_stamp *stamp)
{
	return stat_stamp_linked("/proc/self/exe", stamp);
}

static int is_same(const struct stat_stamp *a, const struct stat_stamp *b)
{
	return a->size == b->size && a->inode == b->inode &&
		a->modified == b->modified && a->changed == b->changed;
}

static uint64_t checksum_of(const struct index_head *head, size_t size)
{
	size_t skipped = offsetof(struct index_head, program);

	return hash_bytes((const char *)head + skipped, size - skipped);
}

/* Each count is less than the size, so that their sum cannot overflow. */
static int has_size(const struct index_head *head, size_t size)
{
	return head->zone_count < size && head->output_count < size &&
		head->file_count < size && head->entry_count < size &&
		head->subject_count < size && head->names_size < size &&
		sizeof(*head) +
			(head->zone_count + head->output_count) *
				sizeof(struct stat_stamp) +
			head->file_count * sizeof(struct seen_file) +
			head->entry_count * sizeof(struct roster_entry) +
			head->subject_count * sizeof(uint32_t) +
			head->names_size ==
		size;
}

static void lay_out(struct index *index)
{
	const struct index_head *head = index->head;
	struct roster *roster = &index->roster;

	index->zones = (const struct stat_stamp *)(head + 1);
	index->outputs = index->zones + head->zone_count;
	index->files =
		(const struct seen_file *)(index->outputs + head->output_count);
	roster->entries =
		(const struct roster_entry *)(index->files + head->file_count);
	roster->count = head->entry_count;
	roster->subjects = (const uint32_t *)(roster->entries + roster->count);
	roster->subject_count = head->subject_count;
	index->names = (const char *)(roster->subjects + roster->subject_count);
}

/* The subjects of each entry are there. */
static int has_subjects(const struct roster *roster)
{
	for (size_t i = 0; i < roster->count; i++) {
		const struct roster_entry *entry = &roster->entries[i];

		if ((size_t)entry->first_subject + entry->subject_count >
			roster->subject_count)
			return 0;
	}
	return 1;
}

static int is_sound(const struct index *index)
{
	const struct index_head *head = index->head;

	return index->size > sizeof(*head) &&
		memcmp(head->magic, magic, sizeof(magic)) == 0 &&
		has_size(head, index->size) &&
		head->checksum == checksum_of(head, index->size) &&
		((const char *)head)[index->size - 1] == '\0';
}

/* Map the file.  Returns -1 when there is none. */
static int map_file(struct index *index)
{
	int fd = open(INDEX_PATH, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	struct stat status;
	void *bytes = MAP_FAILED;

	if (fd < 0)
		return -1;
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
		status.st_size > (off_t)sizeof(struct index_head))
		bytes = mmap(NULL, (size_t)status.st_size, PROT_READ,
			MAP_PRIVATE, fd, 0);
	close(fd);
	if (bytes == MAP_FAILED)
		return -1;
	index->head = bytes;
	index->size = (size_t)status.st_size;
	return 0;
}

struct index *index_open(void)
{
	struct index *index = mem_alloc(sizeof(*index));

	if (map_file(index) == 0 && is_sound(index)) {
		lay_out(index);
		if (has_subjects(&index->roster))
			return index;
	}
	index_close(index);
	return NULL;
}

void index_close(struct index *index)
{
	if (index != NULL && index->head != NULL)
		munmap((void *)(uintptr_t)index->head, index->size);
	free(index);
}

/* The name behind this one; they all lie within the file. */
static const char *next_name(const char *name)
{
	return name + strlen(name) + 1;
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
		name = next_name(name);
	}
	return name;
}

static int check_outputs(const struct index *index, const char *name)
{
	struct buf path = BUF_INIT;
	int result = 0;

	for (uint64_t i = 0; i < index->head->output_count && result == 0;
		i++, name = next_name(name)) {
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

static int check_around(const struct index *index, instant now)
{
	struct stat_stamp program;
	const char *outputs;

	if (now < index->head->now || now >= index->head->until ||
		stamp_of_program(&program) != 0 ||
		!is_same(&program, &index->head->program))
		return -1;
	outputs = check_zones(index);
	return outputs != NULL ? check_outputs(index, outputs) : -1;
}

static int has_content(const struct seen_file *file, const char *path)
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
static const struct seen_file *find_file(struct lookup *lookup, uint64_t path)
{
	const struct index *index = lookup->index;
	size_t slot;

	if (lookup->next < index->head->file_count &&
		index->files[lookup->next].path == path)
		return &index->files[lookup->next++];
	if (lookup->slots == NULL)
		fill(lookup);
	for (slot = path & (lookup->slot_count - 1); lookup->slots[slot] != 0;
		slot = (slot + 1) & (lookup->slot_count - 1)) {
		size_t place = lookup->slots[slot] - 1;

		if (index->files[place].path != path)
			continue;
		lookup->next = place + 1;
		return &index->files[place];
	}
	return NULL;
}

/* Folders have no stamp, and neither has what just changed. */
static int stands_as_it_was(
	const struct seen_file *file, const struct seen_file *now)
{
	return is_same(&file->stamp, &now->stamp) &&
		(file->stamp.inode != 0 || file->content == 0);
}

static void note_changed(
	struct pool *pool, struct changed *changed, size_t place)
{
	changed->files = pool_grow(
		pool, changed->files, changed->count, sizeof(*changed->files));
	changed->files[changed->count++] = place;
}

static enum index_answer compare_files(struct lookup *lookup, struct seen *seen,
	struct pool *pool, struct changed *changed)
{
	enum index_answer answer = INDEX_SAME;
	uint64_t found = 0;

	for (size_t i = 0; i < seen->count; i++) {
		struct seen_file *now = &seen->files[i];
		const struct seen_file *file = find_file(lookup, now->path);

		found += file != NULL;
		if (file != NULL && stands_as_it_was(file, now)) {
			now->content = file->content;
		} else if (file != NULL &&
			has_content(file, seen_name(seen, i))) {
			now->content = file->content;
			answer = INDEX_TOUCHED;
		} else {
			note_changed(pool, changed, i);
		}
	}
	/* What has gone may be in the feeds still. */
	if (found != lookup->index->head->file_count)
		return INDEX_DOUBT;
	return changed->count > 0 ? INDEX_EDITED : answer;
}

enum index_answer index_ask(const struct index *index, struct seen *seen,
	instant now, struct pool *pool, struct changed *changed)
{
	struct lookup lookup = {.index = index};
	enum index_answer answer = INDEX_DOUBT;

	*changed = (struct changed){NULL, 0};
	if (check_around(index, now) == 0)
		answer = compare_files(&lookup, seen, pool, changed);
	free(lookup.slots);
	return answer;
}

struct roster index_roster(const struct index *index)
{
	return index->roster;
}

instant index_until(const struct index *index)
{
	return index->head->until;
}

const char **index_outputs(
	const struct index *index, struct pool *pool, size_t *count)
{
	const char **outputs;
	const char *name = index->names;

	*count = index->head->output_count;
	outputs = pool_alloc(pool, (*count + 1) * sizeof(*outputs));
	for (uint64_t i = 0; i < index->head->zone_count; i++)
		name = next_name(name);
	for (uint64_t i = 0; i < *count; i++, name = next_name(name))
		outputs[i] = name;
	return outputs;
}

void index_put_again(
	struct buf *out, const struct index *index, const struct seen *seen)
{
	size_t before = out->length;
	struct index_head *head;
	char *files;

	buf_put(out, index->head, index->size);
	head = (struct index_head *)(out->bytes + before);
	files = (char *)head +
		((const char *)index->files - (const char *)index->head);
	memcpy(files, seen->files, seen->count * sizeof(*seen->files));
	head->checksum = checksum_of(head, index->size);
}

static void put_zone(struct buf *stamps, struct buf *names, const char *name)
{
	struct buf path = BUF_INIT;
	struct stat_stamp stamp = {0};

	zone_put_path(&path, name);
	stat_stamp_linked(path.bytes, &stamp);
	buf_release(&path);
	buf_put(stamps, &stamp, sizeof(stamp));
	buf_put(names, name, strlen(name) + 1);
}

static int was_loaded(const char *name)
{
	for (const struct zone *zone = zone_next(NULL); zone != NULL;
		zone = zone_next(zone))
		if (strcmp(zone_name(zone), name) == 0)
			return 1;
	return 0;
}

/* Those of this run, and those that stand behind what it did not read. */
static uint64_t put_zones(
	struct buf *stamps, struct buf *names, const struct index *before)
{
	const char *name = before ? before->names : NULL;
	uint64_t count = 0;

	for (const struct zone *zone = zone_next(NULL); zone != NULL;
		zone = zone_next(zone), count++)
		put_zone(stamps, names, zone_name(zone));
	for (uint64_t i = 0; before != NULL && i < before->head->zone_count;
		i++, name = next_name(name)) {
		if (was_loaded(name))
			continue;
		put_zone(stamps, names, name);
		count++;
	}
	return count;
}

static void put_outputs(
	struct buf *stamps, struct buf *names, const struct index_facts *facts)
{
	struct buf path = BUF_INIT;

	for (size_t i = 0; i < facts->output_count; i++) {
		const char *name = facts->outputs[i];
		struct stat_stamp stamp = {0};

		buf_cut(&path, 0);
		buf_printf(&path, "feeds/%s", name);
		stat_stamp_of(path.bytes, &stamp);
		buf_put(stamps, &stamp, sizeof(stamp));
		buf_put(names, name, strlen(name) + 1);
	}
	buf_release(&path);
}

void index_put(struct buf *out, const struct seen *seen,
	const struct index_facts *facts, const struct index *before)
{
	struct index_head head = {.now = facts->now,
		.until = facts->until,
		.output_count = facts->output_count,
		.file_count = seen->count,
		.entry_count =
			facts->entries.length / sizeof(struct roster_entry),
		.subject_count = facts->subjects.length / sizeof(uint32_t)};
	struct buf stamps = BUF_INIT, names = BUF_INIT;
	size_t start = out->length;

	memcpy(head.magic, magic, sizeof(magic));
	stamp_of_program(&head.program);
	head.zone_count = put_zones(&stamps, &names, before);
	put_outputs(&stamps, &names, facts);
	head.names_size = names.length;
	buf_put(out, &head, sizeof(head));
	buf_put(out, stamps.bytes, stamps.length);
	buf_put(out, seen->files, seen->count * sizeof(*seen->files));
	buf_put(out, facts->entries.bytes, facts->entries.length);
	buf_put(out, facts->subjects.bytes, facts->subjects.length);
	buf_put(out, names.bytes, names.length);
	head.checksum = checksum_of(
		(const void *)(out->bytes + start), out->length - start);
	memcpy(out->bytes + start, &head, sizeof(head));
	buf_release(&names);
	buf_release(&stamps);
}
