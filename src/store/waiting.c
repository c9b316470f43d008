#include "store/waiting.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/banned.h"

static mode_t current_umask(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return mask;
}

/* It has its mode from the start, so that no reader is ever kept out. */
static int make_folder(const char *path, enum store_audience audience)
{
	mode_t mask = current_umask();
	int result;

	umask(audience == STORE_PUBLIC ? 022 : mask);
	result = mkdir(path, 0777) == 0 || errno == EEXIST ? 0 : -1;
	umask(mask);
	return result;
}

/*
 * Nothing is written through a link: it may lead out of the site.  But events/
 * and feeds/ may stand elsewhere, if the one who runs the site wants it so.
 */
static int check_folder(const char *path, enum store_audience audience)
{
	int may_be_link =
		audience != STORE_DISPOSABLE && strchr(path, '/') == NULL;
	struct stat status;

	if (lstat(path, &status) != 0)
		return errno == ENOENT ? 0 : -1;
	if (S_ISDIR(status.st_mode) || (may_be_link && S_ISLNK(status.st_mode)))
		return 0;
	errno = S_ISLNK(status.st_mode) ? ELOOP : ENOTDIR;
	return -1;
}

/* Every folder in front of the last name of `path`, the outermost first. */
static int for_folders(const char *path, enum store_audience audience,
	int (*visit)(const char *path, enum store_audience audience))
{
	struct buf folder = BUF_INIT;
	int result = 0;

	for (const char *slash = strchr(path, '/');
		slash != NULL && result == 0; slash = strchr(slash + 1, '/')) {
		buf_cut(&folder, 0);
		buf_put(&folder, path, (size_t)(slash - path));
		if (folder.length > 0)
			result = visit(folder.bytes, audience);
	}
	buf_release(&folder);
	return result;
}

/* The name beside `path` under which the new file is written. */
static void put_temporary_name(struct buf *out, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;

	buf_put(out, path, (size_t)(name - path));
	buf_printf(out, ".%s.new", name);
}

static int create(const char *temporary)
{
	return open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
}

/*
 * Whether what was in the way is away, or what was missing is there.  Runs
 * lock each other out, so one name serves; a dead run's is taken over.
 */
static int clear_the_way(const struct waiting *file)
{
	const char *temporary = file->temporary.bytes;

	if (errno == EEXIST)
		return unlink(temporary) == 0;
	return errno == ENOENT &&
		for_folders(temporary, file->audience, make_folder) == 0;
}

static int open_beside(const struct waiting *file)
{
	int fd = create(file->temporary.bytes);

	if (fd < 0 && clear_the_way(file))
		fd = create(file->temporary.bytes);
	return fd;
}

/*
 * Servers make an ETag of the size and the second, and clients ask whether a
 * file is younger than the second they know.  So no second comes twice, even
 * when the clock stands, or went back.
 */
static int move_time_forward(const struct waiting *file)
{
	struct stat old, new;
	struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}};

	if (lstat(file->path.bytes, &old) != 0)
		return errno == ENOENT ? 0 : -1;
	if (fstat(file->fd, &new) != 0)
		return -1;
	if (new.st_mtim.tv_sec > old.st_mtim.tv_sec)
		return 0;
	times[1].tv_sec = old.st_mtim.tv_sec + 1;
	return futimens(file->fd, times);
}

void waiting_begin(struct waiting *file, const char *path,
	struct content *content, enum store_audience audience)
{
	*file = (struct waiting){
		BUF_INIT, BUF_INIT, audience, *content, .fd = -1};
	*content = (struct content)CONTENT_INIT;
	buf_puts(&file->path, path);
	put_temporary_name(&file->temporary, path);
}

/* 1 or 0; -1 with errno: nobody can tell. */
static int compare(const char *path, const struct content *content)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat status;
	int same, error;

	if (fd < 0)
		return errno == ENOENT || errno == ELOOP ? 0 : -1;
	same = fstat(fd, &status);
	if (same == 0 && S_ISREG(status.st_mode) &&
		(size_t)status.st_size == content->length)
		same = content_is_in(content, fd);
	error = errno;
	close(fd);
	errno = error;
	return same;
}

int store_holds(const char *path, const struct content *content)
{
	return compare(path, content) == 1;
}

int waiting_compare(const struct waiting *file)
{
	return compare(file->path.bytes, &file->content);
}

int waiting_open(struct waiting *file)
{
	if (for_folders(file->path.bytes, file->audience, check_folder) != 0)
		return -1;
	file->fd = open_beside(file);
	return file->fd >= 0 ? 0 : -1;
}

int waiting_fill(const struct waiting *file)
{
	if (content_write(&file->content, file->fd) != 0 ||
		(file->audience == STORE_PUBLIC &&
			move_time_forward(file) != 0))
		return -1;
	if (file->audience != STORE_DISPOSABLE)
		sync_file_range(file->fd, 0, 0, SYNC_FILE_RANGE_WRITE);
	return 0;
}

int waiting_sync(const struct waiting *file)
{
	int result;

	if (file->audience == STORE_DISPOSABLE)
		return 0;
	do
		result = fsync(file->fd);
	while (result != 0 && errno == EINTR);
	return result;
}

static void close_file(struct waiting *file)
{
	if (file->fd >= 0)
		close(file->fd);
	file->fd = -1;
}

void waiting_give_up(struct waiting *file)
{
	int error = errno;

	if (file->fd >= 0)
		unlink(file->temporary.bytes);
	close_file(file);
	errno = error;
}

/* From here on others may read it, so this comes last. */
static int open_to_readers(const struct waiting *file)
{
	mode_t mode =
		file->audience == STORE_PUBLIC ? 0644 : 0666 & ~current_umask();

	return fchmod(file->fd, mode);
}

int waiting_place(struct waiting *file)
{
	if (open_to_readers(file) != 0 ||
		rename(file->temporary.bytes, file->path.bytes) != 0) {
		waiting_give_up(file);
		return -1;
	}
	close_file(file);
	return 0;
}

void waiting_release(struct waiting *file)
{
	waiting_give_up(file);
	content_release(&file->content);
	buf_release(&file->path);
	buf_release(&file->temporary);
}
