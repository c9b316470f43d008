#include "plan/index.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/hash.h"
#include "model/zone.h"
#include "base/banned.h"

enum { RECORD_LIMIT = 1 << 20 };

/*
 * The file: this head, a stamp for each zone and each output, a seen_file for
 * each file below events/, then the names of zones and outputs, each ended by
 * NUL.  Numbers are those of the machine.
 */
struct index_head {
	char magic[8];
	uint64_t checksum; /* of all that follows it */
	struct stat_stamp program; /* another one may write other bytes */
	instant now, until;
	uint64_t zone_count, output_count, file_count;
	uint64_t names_size;
};

static const char magic[8] = "dfindex1";

struct index {
	const struct index_head *head;
	const struct stat_stamp *zones, *outputs;
	const struct seen_file *files;
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
		head->file_count < size && head->names_size < size &&
		sizeof(*head) +
			(head->zone_count + head->output_count) *
				sizeof(struct stat_stamp) +
			head->file_count * sizeof(struct seen_file) +
			head->names_size ==
		size;
}

static void lay_out(struct index *index)
{
	const struct index_head *head = index->head;

	index->zones = (const struct stat_stamp *)(head + 1);
	index->outputs = index->zones + head->zone_count;
	index->files =
		(const struct seen_file *)(index->outputs + head->output_count);
	index->names = (const char *)(index->files + head->file_count);
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

/* Map the file.  Returns -1 when there is none, or it is not believed. */
static int open_index(struct index *index)
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
	if (is_sound(index)) {
		lay_out(index);
		return 0;
	}
	munmap(bytes, index->size);
	return -1;
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

static enum index_answer compare_files(
	const struct index *index, const struct seen *seen)
{
	enum index_answer answer = INDEX_SAME;

	if (seen->count != index->head->file_count)
		return INDEX_DOUBT;
	for (size_t i = 0; i < seen->count; i++) {
		const struct seen_file *file = &index->files[i];

		if (file->path != seen->files[i].path)
			return INDEX_DOUBT;
		/* Folders have no stamp, and neither has what just changed. */
		if (is_same(&file->stamp, &seen->files[i].stamp) &&
			(file->stamp.inode != 0 || file->content == 0))
			continue;
		if (!has_content(file, seen_name(seen, i)))
			return INDEX_DOUBT;
		answer = INDEX_TOUCHED;
	}
	return answer;
}

/* The same index with the stamps of today. */
static void put_again(
	struct buf *out, const struct index *index, const struct seen *seen)
{
	size_t before = out->length;
	struct index_head *head;
	struct seen_file *files;

	buf_put(out, index->head, index->size);
	head = (struct index_head *)(out->bytes + before);
	files = (struct seen_file *)((char *)head +
		((const char *)index->files - (const char *)index->head));
	for (size_t i = 0; i < seen->count; i++)
		files[i].stamp = seen->files[i].stamp;
	head->checksum = checksum_of(head, index->size);
}

enum index_answer index_ask(
	const struct seen *seen, instant now, struct buf *bytes)
{
	enum index_answer answer = INDEX_DOUBT;
	struct index index;

	if (open_index(&index) != 0)
		return INDEX_DOUBT;
	if (check_around(&index, now) == 0)
		answer = compare_files(&index, seen);
	if (answer == INDEX_TOUCHED)
		put_again(bytes, &index, seen);
	munmap((void *)(uintptr_t)index.head, index.size);
	return answer;
}

static uint64_t put_zones(struct buf *stamps, struct buf *names)
{
	uint64_t count = 0;

	for (const struct zone *zone = zone_next(NULL); zone != NULL;
		zone = zone_next(zone)) {
		struct buf path = BUF_INIT;
		struct stat_stamp stamp = {0};

		zone_put_path(&path, zone_name(zone));
		stat_stamp_linked(path.bytes, &stamp);
		buf_release(&path);
		buf_put(stamps, &stamp, sizeof(stamp));
		buf_put(names, zone_name(zone), strlen(zone_name(zone)) + 1);
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
	const struct index_facts *facts)
{
	struct index_head head = {.now = facts->now,
		.until = facts->until,
		.output_count = facts->output_count,
		.file_count = seen->count};
	struct buf stamps = BUF_INIT, names = BUF_INIT;
	size_t before = out->length;

	memcpy(head.magic, magic, sizeof(magic));
	stamp_of_program(&head.program);
	head.zone_count = put_zones(&stamps, &names);
	put_outputs(&stamps, &names, facts);
	head.names_size = names.length;
	buf_put(out, &head, sizeof(head));
	buf_put(out, stamps.bytes, stamps.length);
	buf_put(out, seen->files, seen->count * sizeof(*seen->files));
	buf_put(out, names.bytes, names.length);
	head.checksum = checksum_of(
		(const void *)(out->bytes + before), out->length - before);
	memcpy(out->bytes + before, &head, sizeof(head));
	buf_release(&names);
	buf_release(&stamps);
}
