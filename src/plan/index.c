#include "plan/index_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/hash.h"
#include "base/mem.h"
#include "model/zone.h"
#include "base/banned.h"

int index_stamp_program(struct stat_stamp *stamp)
{
	return stat_stamp_linked("/proc/self/exe", stamp);
}

const char *index_next_name(const char *name)
{
	return name + strlen(name) + 1;
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
		head->subject_count < size && head->stray_count < size &&
		head->names_size < size &&
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
	roster->is_by_series = head->is_by_series != 0;
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
		memcmp(head->magic, INDEX_MAGIC, sizeof(head->magic)) == 0 &&
		has_size(head, index->size) &&
		head->checksum == checksum_of(head, index->size) &&
		((const char *)head)[index->size - 1] == '\0';
}

/* So are the names of all zones, outputs and strays. */
static int has_names(const struct index *index)
{
	const struct index_head *head = index->head;
	uint64_t count = 0;

	for (uint64_t i = 0; i < head->names_size; i++)
		count += index->names[i] == '\0';
	return count ==
		head->zone_count + head->output_count + head->stray_count;
}

/* Map the file.  Returns -1 when there is none. */
static int map_file(struct index *index)
{
	int fd = open(
		INDEX_PATH, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
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
		if (has_subjects(&index->roster) && has_names(index))
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

struct roster index_roster(const struct index *index)
{
	return index->roster;
}

instant index_until(const struct index *index)
{
	return index->head->until;
}

uint64_t index_complaints(const struct index *index)
{
	return index->head->complaints;
}

/* `count` names behind the first `skipped` ones. */
static const char **take_names(const struct index *index, struct pool *pool,
	uint64_t skipped, size_t count)
{
	const char **names = pool_alloc(pool, (count + 1) * sizeof(*names));
	const char *name = index->names;

	for (uint64_t i = 0; i < skipped; i++)
		name = index_next_name(name);
	for (size_t i = 0; i < count; i++, name = index_next_name(name))
		names[i] = name;
	return names;
}

const char **index_outputs(
	const struct index *index, struct pool *pool, size_t *count)
{
	*count = index->head->output_count;
	return take_names(index, pool, index->head->zone_count, *count);
}

const char **index_strays(
	const struct index *index, struct pool *pool, size_t *count)
{
	const struct index_head *head = index->head;

	*count = head->stray_count;
	return take_names(
		index, pool, head->zone_count + head->output_count, *count);
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
		i++, name = index_next_name(name)) {
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
		.stray_count = facts->stray_count,
		.file_count = seen->count,
		.entry_count =
			facts->entries.length / sizeof(struct roster_entry),
		.subject_count = facts->subjects.length / sizeof(uint32_t),
		.is_by_series = facts->is_by_series != 0,
		.complaints = facts->complaints};
	struct buf stamps = BUF_INIT, names = BUF_INIT;
	size_t start = out->length;

	memcpy(head.magic, INDEX_MAGIC, sizeof(head.magic));
	index_stamp_program(&head.program);
	head.zone_count = put_zones(&stamps, &names, before);
	put_outputs(&stamps, &names, facts);
	for (size_t i = 0; i < facts->stray_count; i++)
		buf_put(&names, facts->strays[i], strlen(facts->strays[i]) + 1);
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
