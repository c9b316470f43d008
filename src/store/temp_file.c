#include "store/temp_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/banned.h"

static mode_t current_umask(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return mask;
}

/* It has its mode from the start, so that no reader is ever kept out. */
static int make_folder(const char *path, void *data)
{
	const enum store_audience *audience = data;
	mode_t mask = current_umask();
	int result;

	umask(*audience == STORE_PUBLIC ? 022 : mask);
	result = mkdir(path, 0777) == 0 || errno == EEXIST ? 0 : -1;
	umask(mask);
	return result;
}

int temp_file_make_folder(const char *path, enum store_audience audience)
{
	return make_folder(path, &audience);
}

/*
 * The name beside `path` under which the new file is written: each file has one
 * of its own, also when runs could not be locked out.
 */
static void put_temporary_name(struct buf *out, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;

	buf_cut(out, 0);
	buf_put(out, path, (size_t)(name - path));
	buf_printf(out, ".%s.XXXXXX.new", name);
}

static int create(struct temp_file *file)
{
	if (file->audience == STORE_NEW)
		return open(file->path.bytes,
			O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	put_temporary_name(&file->temporary, file->path.bytes);
	return mkostemps(file->temporary.bytes, (int)strlen(".new"), O_CLOEXEC);
}

static int open_beside(struct temp_file *file)
{
	int fd = create(file);

	if (fd < 0 && errno == ENOENT &&
		file_for_folders(
			file->path.bytes, make_folder, &file->audience) == 0)
		fd = create(file);
	return fd;
}

/*
 * Servers make an ETag of the size and the second, and clients ask whether a
 * file is younger than the second they know.  So no second comes twice, even
 * when the clock stands, or went back.
 */
int temp_file_move_time(const char *from, const char *to)
{
	struct stat old, new;
	struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}};

	if (lstat(to, &old) != 0)
		return errno == ENOENT ? 0 : -1;
	if (lstat(from, &new) != 0)
		return -1;
	if (new.st_mtim.tv_sec > old.st_mtim.tv_sec)
		return 0;
	times[1].tv_sec = old.st_mtim.tv_sec + 1;
	return utimensat(AT_FDCWD, from, times, AT_SYMLINK_NOFOLLOW) == 0 ||
			store_is_refusal(errno)
		? 0
		: -1;
}

void temp_file_begin(struct temp_file *file, const char *path,
	struct content *content, enum store_audience audience)
{
	*file = (struct temp_file){
		BUF_INIT, BUF_INIT, audience, *content, .fd = -1};
	*content = (struct content)CONTENT_INIT;
	buf_puts(&file->path, path);
	if (audience == STORE_NEW)
		buf_puts(&file->temporary, path);
}

int temp_file_open(struct temp_file *file)
{
	if (file_check_folders(file->path.bytes) != 0)
		return -1;
	file->fd = open_beside(file);
	return file->fd >= 0 ? 0 : -1;
}

int temp_file_fill(const struct temp_file *file)
{
	if (content_write(&file->content, file->fd) != 0 ||
		(file->audience == STORE_PUBLIC &&
			temp_file_move_time(
				file->temporary.bytes, file->path.bytes) != 0))
		return -1;
	if (file->audience != STORE_DISPOSABLE)
		sync_file_range(file->fd, 0, 0, SYNC_FILE_RANGE_WRITE);
	return 0;
}

int temp_file_sync(const struct temp_file *file)
{
	int result;

	if (file->audience == STORE_DISPOSABLE)
		return 0;
	do
		result = fsync(file->fd);
	while (result != 0 && errno == EINTR);
	return result == 0 || store_is_refusal(errno) ? 0 : -1;
}

static void close_file(struct temp_file *file)
{
	if (file->fd >= 0)
		close(file->fd);
	file->fd = -1;
}

void temp_file_give_up(struct temp_file *file)
{
	int error = errno;

	if (file->fd >= 0)
		unlink(file->temporary.bytes);
	close_file(file);
	errno = error;
}

static bool is_for_all(int fd)
{
	struct stat status;

	return fstat(fd, &status) == 0 && (status.st_mode & 0444) == 0444;
}

/*
 * Make it once more, with its mode from the start, where modes cannot be set
 * later; some file systems have none at all.
 */
static int open_anew(struct temp_file *file)
{
	bool has_modes = errno == EPERM || errno == EACCES;
	mode_t mask = umask(022);

	temp_file_give_up(file);
	file->fd = open(file->temporary.bytes,
		O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	umask(mask);
	if (file->fd < 0 || temp_file_fill(file) != 0 ||
		temp_file_sync(file) != 0)
		return -1;
	if (!has_modes || is_for_all(file->fd))
		return 0;
	errno = ENODATA;
	return -1;
}

/* An owner first: to give a file away takes some of its mode away. */
static mode_t mode_as_before(const struct temp_file *file, mode_t otherwise)
{
	struct stat before;

	if (lstat(file->path.bytes, &before) != 0)
		return otherwise;
	if (fchown(file->fd, before.st_uid, before.st_gid) != 0)
		return before.st_mode & 0777;
	return before.st_mode & 07777;
}

static mode_t mode_for(const struct temp_file *file)
{
	mode_t mode = 0666 & ~current_umask();

	if (file->audience == STORE_PUBLIC)
		return 0644;
	return file->audience == STORE_EDITED ? mode_as_before(file, mode)
					      : mode;
}

/* From here on others may read it, so this comes last. */
static int open_to_readers(struct temp_file *file)
{
	mode_t mode = mode_for(file);

	if (fchmod(file->fd, mode) == 0)
		return 0;
	if (!store_is_refusal(errno))
		return -1;
	if (file->audience != STORE_PUBLIC || is_for_all(file->fd))
		return 0;
	return open_anew(file);
}

/* A folder in its place makes room when nothing is in it. */
static int move_into_place(const struct temp_file *file)
{
	const char *path = file->path.bytes;

	if (rename(file->temporary.bytes, path) == 0)
		return 0;
	if (errno != EISDIR)
		return -1;
	if (rmdir(path) == 0)
		return rename(file->temporary.bytes, path);
	errno = EISDIR;
	return -1;
}

/* One that is new has its place already: to rename it there does nothing. */
int temp_file_place(struct temp_file *file)
{
	if (open_to_readers(file) != 0 || move_into_place(file) != 0) {
		temp_file_give_up(file);
		return -1;
	}
	close_file(file);
	return 0;
}

void temp_file_release(struct temp_file *file)
{
	temp_file_give_up(file);
	content_release(&file->content);
	buf_release(&file->path);
	buf_release(&file->temporary);
}

/* See put_temporary_name(). */
static bool is_temporary(const char *name)
{
	size_t length = strlen(name);

	return name[0] == '.' && length > 5 &&
		strcmp(name + length - 4, ".new") == 0;
}

/* Feeds lie three folders deep. */
enum { DEEPEST = 8 };

static void sweep(int parent, const char *name, int depth)
{
	bool may_be_link = depth == 0 && *name != '.';
	int folder = openat(parent, name,
		O_RDONLY | O_DIRECTORY | O_CLOEXEC |
			(may_be_link ? 0 : O_NOFOLLOW));
	DIR *stream = folder >= 0 ? fdopendir(folder) : NULL;
	const struct dirent *entry;

	if (stream == NULL) {
		if (folder >= 0)
			close(folder);
		return;
	}
	while ((entry = readdir(stream)) != NULL) {
		if (is_temporary(entry->d_name))
			unlinkat(folder, entry->d_name, 0);
		else if (entry->d_name[0] != '.' && depth < DEEPEST &&
			(entry->d_type == DT_DIR ||
				entry->d_type == DT_UNKNOWN))
			sweep(folder, entry->d_name, depth + 1);
	}
	closedir(stream);
}

void temp_file_sweep(const char *folder)
{
	sweep(AT_FDCWD, folder, 0);
}
