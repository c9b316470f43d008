#include "plan/index_file.h"

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
		head->file_count < size && head->names_size < size &&
		sizeof(*head) +
			(head->zone_count + head->output_count) *
				sizeof(struct stat_stamp) +
			head->file_count * sizeof(struct filestat) +
			head->names_size ==
		size;
}

static void lay_out(struct index *index)
{
	const struct index_head *head = index->head;

	index->zones = (const struct stat_stamp *)(head + 1);
	index->outputs = index->zones + head->zone_count;
	index->files =
		(const struct filestat *)(index->outputs + head->output_count);
	index->names = (const char *)(index->files + head->file_count);
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

/* So are the names of all zones and outputs. */
static int has_names(const struct index *index)
{
	const struct index_head *head = index->head;
	uint64_t count = 0;

	for (uint64_t i = 0; i < head->names_size; i++)
		count += index->names[i] == '\0';
	return count == head->zone_count + head->output_count;
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

	if (file_check_folders(INDEX_PATH) == 0 && map_file(index) == 0 &&
		is_sound(index)) {
		lay_out(index);
		if (has_names(index))
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

instant index_until(const struct index *index)
{
	return index->head->until;
}

uint64_t index_complaints(const struct index *index)
{
	return index->head->complaints;
}

uint64_t index_cards(const struct index *index)
{
	return index->head->cards;
}

void index_put_again(struct buf *out, const struct index *index,
	const struct filestats *stats)
{
	size_t before = out->length;
	struct index_head *head;
	char *files;

	buf_put(out, index->head, index->size);
	head = (struct index_head *)(out->bytes + before);
	files = (char *)head +
		((const char *)index->files - (const char *)index->head);
	memcpy(files, stats->files, stats->count * sizeof(*stats->files));
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

static uint64_t put_zones(struct buf *stamps, struct buf *names)
{
	uint64_t count = 0;

	for (const struct zone *zone = zone_next(NULL); zone != NULL;
		zone = zone_next(zone), count++)
		put_zone(stamps, names, zone_name(zone));
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

void index_put(struct buf *out, const struct filestats *stats,
	const struct index_facts *facts)
{
	struct index_head head = {.now = facts->now,
		.until = facts->until,
		.output_count = facts->output_count,
		.file_count = stats->count,
		.complaints = facts->complaints,
		.cards = facts->cards};
	struct buf stamps = BUF_INIT, names = BUF_INIT;
	size_t start = out->length;

	memcpy(head.magic, INDEX_MAGIC, sizeof(head.magic));
	index_stamp_program(&head.program);
	head.zone_count = put_zones(&stamps, &names);
	put_outputs(&stamps, &names, facts);
	head.names_size = names.length;
	buf_put(out, &head, sizeof(head));
	buf_put(out, stamps.bytes, stamps.length);
	buf_put(out, stats->files, stats->count * sizeof(*stats->files));
	buf_put(out, names.bytes, names.length);
	head.checksum = checksum_of(
		(const void *)(out->bytes + start), out->length - start);
	memcpy(out->bytes + start, &head, sizeof(head));
	buf_release(&names);
	buf_release(&stamps);
}
