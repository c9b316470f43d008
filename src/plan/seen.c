#include "plan/seen.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "base/hash.h"
#include "base/mem.h"
#include "base/banned.h"

/*
 * File systems tell time in steps of up to two seconds: what changed so
 * shortly before the walk may change again under the same stamp.
 */
static const int64_t second = 1000 * 1000 * 1000, step = 2;

/* Events lie three folders deep; nothing deeper is a record. */
enum { DEEPEST = 8 };

struct walk {
	struct seen *seen;
	int64_t trusted; /* older than this */
	struct buf path;
};

static int64_t nanoseconds(const struct timespec *time)
{
	return time->tv_sec * second + time->tv_nsec;
}

static void put_stamp(struct stat_stamp *stamp, const struct stat *status)
{
	stamp->size = (uint64_t)status->st_size;
	stamp->inode = status->st_ino;
	stamp->modified = nanoseconds(&status->st_mtim);
	stamp->changed = nanoseconds(&status->st_ctim);
}

static int take_stamp(const char *path, int flags, struct stat_stamp *stamp)
{
	struct stat status;

	if (fstatat(AT_FDCWD, path, &status, flags) != 0)
		return -1;
	if (!S_ISREG(status.st_mode)) {
		errno = EINVAL;
		return -1;
	}
	put_stamp(stamp, &status);
	return 0;
}

int stat_stamp_of(const char *path, struct stat_stamp *stamp)
{
	return take_stamp(path, AT_SYMLINK_NOFOLLOW, stamp);
}

int stat_stamp_linked(const char *path, struct stat_stamp *stamp)
{
	return take_stamp(path, 0, stamp);
}

/* Room for one more; the arrays grow twofold. */
static struct seen_file *add_file(struct walk *walk)
{
	struct seen *seen = walk->seen;
	struct seen_file *file;

	if ((seen->count & (seen->count - 1)) == 0) {
		size_t room = seen->count ? 2 * seen->count : 1;

		seen->files =
			mem_resize(seen->files, room * sizeof(*seen->files));
		seen->name_offsets = mem_resize(
			seen->name_offsets, room * sizeof(*seen->name_offsets));
	}
	seen->name_offsets[seen->count] = (uint32_t)seen->names.length;
	buf_put(&seen->names, walk->path.bytes, walk->path.length + 1);
	file = &seen->files[seen->count++];
	*file = (struct seen_file){.path = hash_text(walk->path.bytes)};
	return file;
}

static int is_passed_over(const char *name)
{
	return name[0] == '.' || name[strlen(name) - 1] == '~';
}

static int walk_folder(struct walk *walk, int folder, int depth);

static int enter(struct walk *walk, int parent, const char *name, int depth)
{
	int folder = openat(
		parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (folder < 0)
		return -1;
	if (depth < DEEPEST)
		return walk_folder(walk, folder, depth + 1);
	close(folder);
	return 0;
}

static int look_at(
	struct walk *walk, int folder, const struct dirent *entry, int depth)
{
	struct seen_file *file;
	struct stat status = {0};

	if (entry->d_type != DT_DIR &&
		fstatat(folder, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) !=
			0)
		return -1;
	file = add_file(walk);
	if (entry->d_type == DT_DIR || S_ISDIR(status.st_mode))
		return enter(walk, folder, entry->d_name, depth);
	put_stamp(&file->stamp, &status);
	if (file->stamp.modified >= walk->trusted ||
		file->stamp.changed >= walk->trusted)
		file->stamp = (struct stat_stamp){0};
	return 0;
}

static int walk_stream(struct walk *walk, DIR *stream, int depth)
{
	size_t length = walk->path.length;
	int result = 0;

	while (result == 0) {
		const struct dirent *entry;

		errno = 0;
		entry = readdir(stream);
		if (entry == NULL)
			return errno == 0 ? 0 : -1;
		if (is_passed_over(entry->d_name))
			continue;
		buf_putc(&walk->path, '/');
		buf_puts(&walk->path, entry->d_name);
		result = look_at(walk, dirfd(stream), entry, depth);
		buf_cut(&walk->path, length);
	}
	return result;
}

/* Closes the folder. */
static int walk_folder(struct walk *walk, int folder, int depth)
{
	DIR *stream = fdopendir(folder);
	int result, error;

	if (stream == NULL) {
		close(folder);
		return -1;
	}
	result = walk_stream(walk, stream, depth);
	error = errno;
	closedir(stream);
	errno = error;
	return result;
}

int seen_walk(struct seen *seen)
{
	struct walk walk = {.seen = seen, .path = BUF_INIT};
	struct timespec now;
	int result;

	*seen = (struct seen){.names = BUF_INIT};
	clock_gettime(CLOCK_REALTIME, &now);
	walk.trusted = nanoseconds(&now) - step * second;
	buf_puts(&walk.path, "events");
	result = enter(&walk, AT_FDCWD, "events", 0);
	buf_release(&walk.path);
	return result;
}

static int compare_contents(const void *left, const void *right)
{
	const struct record_hash *a = left, *b = right;

	return (a->path > b->path) - (a->path < b->path);
}

void seen_take_contents(struct seen *seen, const struct site *site)
{
	struct record_hash *sorted;
	size_t size = site->hash_count * sizeof(*sorted);

	if (size == 0)
		return;
	sorted = mem_alloc(size);
	memcpy(sorted, site->hashes, size);
	qsort(sorted, site->hash_count, sizeof(*sorted), compare_contents);
	for (size_t i = 0; i < seen->count; i++) {
		struct record_hash key = {.path = seen->files[i].path};
		const struct record_hash *found = bsearch(&key, sorted,
			site->hash_count, sizeof(*sorted), compare_contents);

		if (found != NULL)
			seen->files[i].content = found->bytes;
	}
	free(sorted);
}

const char *seen_name(const struct seen *seen, size_t index)
{
	return seen->names.bytes + seen->name_offsets[index];
}

void seen_release(struct seen *seen)
{
	free(seen->files);
	free(seen->name_offsets);
	buf_release(&seen->names);
	*seen = (struct seen){.names = BUF_INIT};
}
