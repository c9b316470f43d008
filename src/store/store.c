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
#include "store/waiting.h"
#include "base/banned.h"

/* All of it for a single file. */
static enum store_result put_now(struct waiting *file)
{
	/* Whatever stands there and cannot be read is replaced. */
	if (waiting_compare(file) == 1)
		return STORE_SAME;
	return waiting_open(file) == 0 && waiting_fill(file) == 0 &&
			waiting_sync(file) == 0 && waiting_place(file) == 0
		? STORE_WRITTEN
		: STORE_FAILED;
}

enum store_result store_put(
	const char *path, const struct buf *bytes, enum store_audience audience)
{
	struct content content = CONTENT_INIT;
	struct waiting file;
	enum store_result result;

	content_put(&content, bytes->bytes, bytes->length);
	waiting_begin(&file, path, &content, audience);
	result = put_now(&file);
	waiting_release(&file);
	return result;
}

static int fill_again(int fd, const struct buf *bytes)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		return -1;
	if (!S_ISREG(status.st_mode)) {
		errno = EINVAL;
		return -1;
	}
	if (file_write(fd, bytes) != 0)
		return -1;
	return (size_t)status.st_size > bytes->length
		? ftruncate(fd, (off_t)bytes->length)
		: 0;
}

int store_overwrite(const char *path, const struct buf *bytes)
{
	int fd, result, error;

	fd = open(path,
		O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);
	if (fd < 0)
		return -1;
	result = fill_again(fd, bytes);
	error = errno;
	if (close(fd) != 0 && result == 0)
		return -1;
	errno = error;
	return result;
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
