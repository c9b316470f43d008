#include "plan/filestat.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "base/hash.h"
#include "base/litter.h"
#include "base/mem.h"
#include "base/pool.h"
#include "base/banned.h"

/*
 * File systems tell time in steps of up to two seconds: what changed so
 * shortly before the walk may change again under the same stamp.
 */
static const int64_t second = 1000 * 1000 * 1000, step = 2;

/* Events lie three folders deep; nothing deeper is a record. */
enum { DEEPEST = 8 };

/* A thread is there no sooner than so many folders are looked through. */
enum { WORTH_SHARING = 16 };

/* What stands in events/ itself. */
struct top {
	int folder;
	struct pool pool;
	struct top_entry {
		const char *name;
		unsigned char type; /* DT_DIR, … */
	} * entries;
	size_t count;
};

/* A walk through some of it, from `first` up to `end`. */
struct walk {
	struct filestats stats;
	int64_t trusted; /* older than this */
	struct buf path;
	uint64_t folder; /* hash of the path of the one that is walked now */
	const struct top *top;
	size_t first, end;
	int result, error; /* -1 and errno */
	pthread_t thread;
	int is_apart; /* in a thread of its own */
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

static void resize(struct filestats *stats, size_t room)
{
	stats->files = mem_resize(stats->files, room * sizeof(*stats->files));
	stats->name_offsets = mem_resize(
		stats->name_offsets, room * sizeof(*stats->name_offsets));
}

/* Room for one more; the arrays grow twofold. */
static struct filestat *add_file(struct walk *walk)
{
	struct filestats *stats = &walk->stats;
	struct filestat *file;

	if ((stats->count & (stats->count - 1)) == 0)
		resize(stats, stats->count ? 2 * stats->count : 1);
	stats->name_offsets[stats->count] = (uint32_t)stats->names.length;
	buf_put(&stats->names, walk->path.bytes, walk->path.length + 1);
	file = &stats->files[stats->count++];
	*file = (struct filestat){
		.path = hash_text(walk->path.bytes), .folder = walk->folder};
	return file;
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

/* The path of the walk leads to it. */
static int look_at(struct walk *walk, int folder, const char *name,
	unsigned char type, int depth)
{
	struct filestat *file;
	struct stat status = {0};

	if (type != DT_DIR &&
		fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return -1;
	file = add_file(walk);
	if (type == DT_DIR || S_ISDIR(status.st_mode)) {
		file->folder = 0;
		return enter(walk, folder, name, depth);
	}
	put_stamp(&file->stamp, &status);
	if (file->stamp.modified >= walk->trusted ||
		file->stamp.changed >= walk->trusted)
		file->stamp = (struct stat_stamp){0};
	return 0;
}

static int walk_to(struct walk *walk, int folder, const char *name,
	unsigned char type, int depth)
{
	size_t length = walk->path.length;
	int result;

	buf_putc(&walk->path, '/');
	buf_puts(&walk->path, name);
	result = look_at(walk, folder, name, type, depth);
	buf_cut(&walk->path, length);
	return result;
}

/* What is listed next, but for what is passed over; NULL sets errno, or 0. */
static const struct dirent *next_entry(DIR *stream)
{
	const struct dirent *entry;

	do {
		errno = 0;
		entry = readdir(stream);
	} while (entry != NULL && litter_is(entry->d_name));
	return entry;
}

static int walk_stream(struct walk *walk, DIR *stream, int depth)
{
	const struct dirent *entry;
	uint64_t around = walk->folder;

	walk->folder = hash_text(walk->path.bytes);
	while ((entry = next_entry(stream)) != NULL)
		if (walk_to(walk, dirfd(stream), entry->d_name, entry->d_type,
			    depth) != 0)
			return -1;
	walk->folder = around;
	return errno == 0 ? 0 : -1;
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

/* The stream is at its start.  Returns 0, or -1 with errno. */
static int list_top(struct top *top, DIR *stream)
{
	const struct dirent *entry;

	while ((entry = next_entry(stream)) != NULL) {
		top->entries = pool_grow(&top->pool, top->entries, top->count,
			sizeof(*top->entries));
		top->entries[top->count++] = (struct top_entry){
			pool_text(&top->pool, entry->d_name), entry->d_type};
	}
	return errno == 0 ? 0 : -1;
}

static void *walk_part(void *data)
{
	struct walk *walk = data;

	for (size_t i = walk->first; walk->result == 0 && i < walk->end; i++)
		walk->result = walk_to(walk, walk->top->folder,
			walk->top->entries[i].name, walk->top->entries[i].type,
			0);
	walk->error = errno;
	return NULL;
}

static void append(struct filestats *stats, const struct filestats *more)
{
	size_t before = stats->names.length;

	if (more->count == 0)
		return;
	resize(stats, stats->count + more->count);
	memcpy(stats->files + stats->count, more->files,
		more->count * sizeof(*more->files));
	for (size_t i = 0; i < more->count; i++)
		stats->name_offsets[stats->count + i] =
			(uint32_t)before + more->name_offsets[i];
	stats->count += more->count;
	buf_put(&stats->names, more->names.bytes, more->names.length);
}

/* The first thing that went wrong is what is told. */
static int join(struct filestats *stats, struct walk *walk, int result)
{
	if (walk->is_apart)
		pthread_join(walk->thread, NULL);
	else
		walk_part(walk);
	append(stats, &walk->stats);
	if (result == 0 && walk->result != 0) {
		errno = walk->error;
		result = -1;
	}
	filestat_release(&walk->stats);
	buf_release(&walk->path);
	return result;
}

static int64_t clock_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return nanoseconds(&now);
}

/* This thread takes the first part. */
static int walk_parts(
	struct filestats *stats, const struct top *top, size_t count)
{
	struct walk *walks = mem_alloc(count * sizeof(*walks));
	int64_t trusted = clock_now() - step * second;
	int result = 0, error;

	for (size_t i = 0; i < count; i++) {
		struct walk *walk = &walks[i];

		*walk = (struct walk){.stats = {.names = BUF_INIT},
			.trusted = trusted,
			.path = BUF_INIT,
			.top = top,
			.first = top->count * i / count,
			.end = top->count * (i + 1) / count};
		buf_puts(&walk->path, "events");
		walk->folder = hash_text(walk->path.bytes);
		walk->is_apart = i > 0 &&
			pthread_create(&walk->thread, NULL, walk_part, walk) ==
				0;
	}
	for (size_t i = 0; i < count; i++)
		result = join(stats, &walks[i], result);
	error = errno;
	free(walks);
	errno = error;
	return result;
}

static int walk_top(struct filestats *stats, DIR *stream, size_t threads)
{
	struct top top = {.folder = dirfd(stream), .pool = POOL_INIT};
	int result = list_top(&top, stream);
	int error;

	if (top.count < WORTH_SHARING || threads < 1)
		threads = 1;
	if (result == 0)
		result = walk_parts(stats, &top, threads);
	error = errno;
	pool_release(&top.pool);
	errno = error;
	return result;
}

int filestat_walk(struct filestats *stats, size_t threads)
{
	int folder = open("events", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *stream = folder >= 0 ? fdopendir(folder) : NULL;
	int result, error;

	*stats = (struct filestats){.names = BUF_INIT};
	if (stream == NULL) {
		if (folder >= 0)
			close(folder);
		return -1;
	}
	result = walk_top(stats, stream, threads);
	error = errno;
	closedir(stream);
	errno = error;
	return result;
}

static int compare_contents(const void *left, const void *right)
{
	const struct record_hash *a = left, *b = right;

	return (a->path > b->path) - (a->path < b->path);
}

void filestat_take_contents(struct filestats *stats, const struct site *site)
{
	struct record_hash *sorted;
	size_t size = site->hash_count * sizeof(*sorted);

	if (size == 0)
		return;
	sorted = mem_alloc(size);
	memcpy(sorted, site->hashes, size);
	qsort(sorted, site->hash_count, sizeof(*sorted), compare_contents);
	for (size_t i = 0; i < stats->count; i++) {
		struct record_hash key = {.path = stats->files[i].path};
		const struct record_hash *found = bsearch(&key, sorted,
			site->hash_count, sizeof(*sorted), compare_contents);

		if (found != NULL)
			stats->files[i].content = found->bytes;
	}
	free(sorted);
}

const char *filestat_name(const struct filestats *stats, size_t index)
{
	return stats->names.bytes + stats->name_offsets[index];
}

void filestat_release(struct filestats *stats)
{
	free(stats->files);
	free(stats->name_offsets);
	buf_release(&stats->names);
	*stats = (struct filestats){.names = BUF_INIT};
}
