#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "store/temp_file.h"
#include "base/banned.h"

bool store_is_refusal(int error)
{
	return error == EPERM || error == EACCES || error == ENOSYS ||
		error == EOPNOTSUPP || error == EINVAL || error == ENOTTY ||
		error == ENOLCK;
}

const char *store_explain(int error)
{
	if (error == ELOOP)
		return "a folder of this path is a symbolic link";
	if (error == EBUSY)
		return "something is mounted there; mount its folder instead";
	if (error == ENODATA)
		return "its mode cannot be set, and others may not read it";
	if (error == ESTALE)
		return "somebody has changed it meanwhile";
	return strerror(error);
}

/* All of it for a single file. */
static enum store_result put_now(struct temp_file *file)
{
	/* Whatever stands there and cannot be read is replaced. */
	if (file->audience != STORE_NEW &&
		content_is_at(&file->content, file->path.bytes) == 1)
		return STORE_SAME;
	return temp_file_open(file) == 0 && temp_file_fill(file) == 0 &&
			temp_file_sync(file) == 0 && temp_file_place(file) == 0
		? STORE_WRITTEN
		: STORE_FAILED;
}

enum store_result store_put(
	const char *path, const struct buf *bytes, enum store_audience audience)
{
	struct content content = CONTENT_INIT;
	struct temp_file file;
	enum store_result result;

	content_put(&content, bytes->bytes, bytes->length);
	temp_file_begin(&file, path, &content, audience);
	result = put_now(&file);
	temp_file_release(&file);
	return result;
}

static bool holds(const char *path, const struct buf *bytes)
{
	struct content content = CONTENT_INIT;
	bool result;

	content_put(&content, bytes->bytes, bytes->length);
	result = content_is_at(&content, path) == 1;
	content_release(&content);
	return result;
}

/* The last look is taken when nothing is left to be done but the renaming. */
static enum store_result edit_now(
	struct temp_file *file, const struct buf *before)
{
	if (temp_file_open(file) != 0 || temp_file_fill(file) != 0 ||
		temp_file_sync(file) != 0)
		return STORE_FAILED;
	if (!holds(file->path.bytes, before)) {
		errno = ESTALE;
		return STORE_FAILED;
	}
	return temp_file_place(file) == 0 ? STORE_WRITTEN : STORE_FAILED;
}

enum store_result store_edit(
	const char *path, const struct buf *before, const struct buf *after)
{
	struct content content = CONTENT_INIT;
	struct temp_file file;
	enum store_result result;

	content_put(&content, after->bytes, after->length);
	temp_file_begin(&file, path, &content, STORE_EDITED);
	result = edit_now(&file, before);
	temp_file_release(&file);
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
	int fd;

	if (file_check_folders(path) != 0)
		return -1;
	fd = open(path,
		O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);
	if (fd < 0)
		return -1;
	return file_close(fd, fill_again(fd, bytes));
}

int store_remove(const char *path)
{
	if (file_check_folders(path) != 0)
		return -1;
	return unlink(path) == 0 || errno == ENOENT ? 0 : -1;
}

int store_sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result;

	if (fd < 0)
		return -1;
	result = file_close(fd, fsync(fd));
	return result == 0 || store_is_refusal(errno) ? 0 : -1;
}
