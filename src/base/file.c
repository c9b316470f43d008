#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "base/banned.h"

/* Files may be larger than 2 GiB, and times later than 2038. */
_Static_assert(sizeof(off_t) == 8 && sizeof(time_t) == 8,
	"needs -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64");

/* Smaller files are read sooner than pages of them are looked up. */
enum { WORTH_MAPPING = 1 << 20 };

/*
 * `expected` bytes are there, unless somebody writes to the file: less than was
 * asked for behind them is the end.
 */
static int read_all(int fd, size_t expected, size_t limit, struct buf *out)
{
	size_t before = out->length;

	buf_reserve(out, (expected < limit ? expected : limit) + 1);
	for (;;) {
		size_t room = out->capacity - out->length - 1;
		ssize_t got = read(fd, out->bytes + out->length, room);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return (int)got;
		out->length += (size_t)got;
		out->bytes[out->length] = '\0';
		if (out->length - before > limit) {
			errno = EFBIG;
			return -1;
		}
		if ((size_t)got == room)
			buf_reserve(out, out->length + 1);
		else if (out->length - before >= expected)
			return 0;
	}
}

static int open_to_read(const char *path, int flags)
{
	int fd;

	do
		fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | flags);
	while (fd < 0 && errno == EINTR);
	return fd;
}

/*
 * Behind the bytes there is a NUL: in the rest of their last page, or in one
 * more that stands behind them.
 */
static int map_all(int fd, size_t expected, size_t limit, struct buf *out)
{
	const int rights = PROT_READ | PROT_WRITE;
	void *room;

	if (expected < WORTH_MAPPING || expected > limit)
		return read_all(fd, expected, limit, out);
	room = mmap(
		NULL, expected + 1, rights, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (room == MAP_FAILED)
		return -1;
	if (mmap(room, expected, rights, MAP_PRIVATE | MAP_FIXED, fd, 0) ==
		MAP_FAILED)
		return -1;
	*out = (struct buf){.bytes = room, .length = expected};
	return 0;
}

static int read_path(const char *path, int flags, size_t limit, struct buf *out,
	int (*take)(int fd, size_t expected, size_t limit, struct buf *out))
{
	struct stat status;
	int fd = open_to_read(path, flags);
	int result;

	if (fd < 0)
		return -1;
	result = fstat(fd, &status);
	if (result == 0 && !S_ISREG(status.st_mode)) {
		errno = EINVAL;
		result = -1;
	}
	if (result == 0)
		result = take(fd, (size_t)status.st_size, limit, out);
	return file_close(fd, result);
}

int file_read(const char *path, size_t limit, struct buf *out)
{
	return read_path(path, O_NOFOLLOW, limit, out, read_all);
}

int file_read_open(int fd, size_t limit, struct buf *out)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		return -1;
	return read_all(fd, (size_t)status.st_size, limit, out);
}

int file_map(const char *path, size_t limit, struct buf *out)
{
	return read_path(path, O_NOFOLLOW, limit, out, map_all);
}

int file_read_linked(const char *path, size_t limit, struct buf *out)
{
	return read_path(path, 0, limit, out, read_all);
}

int file_stands(const char *path)
{
	int result;

	do
		result = access(path, F_OK);
	while (result != 0 && errno == EINTR);
	if (result == 0)
		return 1;
	return errno == ENOENT || errno == ENOTDIR ? 0 : -1;
}

int file_for_folders(const char *path,
	int (*take)(const char *folder, void *data), void *data)
{
	struct buf folder = BUF_INIT;
	int result = 0;

	for (const char *slash = strchr(path, '/');
		slash != NULL && result == 0; slash = strchr(slash + 1, '/')) {
		buf_cut(&folder, 0);
		buf_put(&folder, path, (size_t)(slash - path));
		if (folder.length > 0)
			result = take(folder.bytes, data);
	}
	buf_release(&folder);
	return result;
}

static int check_folder(const char *path, void *data)
{
	bool may_be_link = strchr(path, '/') == NULL && *path != '.';
	struct stat status;

	(void)data;
	if (lstat(path, &status) != 0)
		return errno == ENOENT ? 0 : -1;
	if (S_ISDIR(status.st_mode) || (may_be_link && S_ISLNK(status.st_mode)))
		return 0;
	errno = S_ISLNK(status.st_mode) ? ELOOP : ENOTDIR;
	return -1;
}

int file_check_folders(const char *path)
{
	return file_for_folders(path, check_folder, NULL);
}

int file_close(int fd, int result)
{
	int error = errno;

	if (close(fd) != 0 && result == 0)
		return -1;
	errno = error;
	return result;
}

int file_write(int fd, const struct buf *bytes)
{
	for (size_t at = 0; at < bytes->length;) {
		ssize_t put = write(fd, bytes->bytes + at, bytes->length - at);

		if (put < 0 && errno != EINTR)
			return -1;
		if (put > 0)
			at += (size_t)put;
	}
	return 0;
}
