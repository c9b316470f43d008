#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "base/file.h"
#include "base/banned.h"

/* 1 when the rest of the file is exactly these bytes. */
static int compare_rest(int fd, const struct buf *bytes)
{
	char chunk[64 * 1024];
	size_t at = 0;

	for (;;) {
		ssize_t got = read(fd, chunk, sizeof(chunk));

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got == 0 && at == bytes->length;
		if ((size_t)got > bytes->length - at ||
			memcmp(chunk, bytes->bytes + at, (size_t)got) != 0)
			return 0;
		at += (size_t)got;
	}
}

int store_holds(const char *path, const struct buf *bytes)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat status;
	int same = 0;

	if (fd < 0)
		return 0;
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
		(size_t)status.st_size == bytes->length)
		same = compare_rest(fd, bytes);
	close(fd);
	return same;
}

/* Every folder in front of the last name of `path`. */
static int make_folder(const char *path, enum store_audience audience)
{
	if (mkdir(path, 0777) != 0)
		return errno == EEXIST ? 0 : -1;
	return audience == STORE_PUBLIC ? chmod(path, 0755) : 0;
}

static int make_folders(const char *path, enum store_audience audience)
{
	struct buf folder = BUF_INIT;
	int result = 0;

	for (const char *slash = strchr(path, '/');
		slash != NULL && result == 0; slash = strchr(slash + 1, '/')) {
		buf_cut(&folder, 0);
		buf_put(&folder, path, (size_t)(slash - path));
		if (folder.length > 0)
			result = make_folder(folder.bytes, audience);
	}
	buf_release(&folder);
	return result;
}

static int fill(int fd, const struct buf *bytes, enum store_audience audience)
{
	if (file_write(fd, bytes) != 0 ||
		(audience == STORE_PUBLIC && fchmod(fd, 0644) != 0))
		return -1;
	return audience == STORE_DISPOSABLE ? 0 : fsync(fd);
}

/* The name beside `path` under which the new file is written. */
static void put_temporary_name(struct buf *out, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;

	buf_put(out, path, (size_t)(name - path));
	buf_printf(out, ".%s.new", name);
}

/* Runs lock each other out, so one name serves; a dead run's is taken over. */
static int write_beside(const char *temporary, const struct buf *bytes,
	enum store_audience audience)
{
	int fd, result, error;

	if (unlink(temporary) != 0 && errno != ENOENT)
		return -1;
	fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		return -1;
	result = fill(fd, bytes, audience);
	error = errno;
	if (close(fd) != 0 && result == 0) {
		error = errno;
		result = -1;
	}
	errno = error;
	return result;
}

enum store_result store_put(
	const char *path, const struct buf *bytes, enum store_audience audience)
{
	struct buf temporary = BUF_INIT;
	int result, error;

	if (store_holds(path, bytes))
		return STORE_SAME;
	if (make_folders(path, audience) != 0)
		return STORE_FAILED;
	put_temporary_name(&temporary, path);
	result = write_beside(temporary.bytes, bytes, audience);
	if (result == 0)
		result = rename(temporary.bytes, path);
	error = errno;
	if (result != 0)
		unlink(temporary.bytes);
	buf_release(&temporary);
	errno = error;
	return result == 0 ? STORE_WRITTEN : STORE_FAILED;
}

int store_remove(const char *path)
{
	return unlink(path) == 0 || errno == ENOENT ? 0 : -1;
}

int store_sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result, error;

	if (fd < 0)
		return -1;
	result = fsync(fd);
	error = errno;
	close(fd);
	errno = error;
	return result;
}

int store_lock(const char *folder, int seconds)
{
	const struct timespec pause = {.tv_nsec = 100 * 1000 * 1000};
	int fd, error;

	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	for (int tries = 10 * seconds;; tries--) {
		if (flock(fd, LOCK_EX | LOCK_NB) == 0)
			return 0;
		if (errno != EWOULDBLOCK || tries <= 0)
			break;
		nanosleep(&pause, NULL);
	}
	error = errno;
	close(fd);
	errno = error;
	return -1;
}

int store_is_locked(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int is_locked;

	if (fd < 0)
		return 0;
	is_locked = flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
	close(fd);
	return is_locked;
}
