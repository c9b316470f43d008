#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "base/file.h"
#include "store/store.h"
#include "store/temp_file.h"
#include "base/banned.h"

static void put_path(struct buf *out, const char *folder)
{
	buf_printf(out, "%s/.lock", folder);
}

static int open_file(const char *path, int flags)
{
	return open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC | flags, 0600);
}

/* A file that has left its place locks nobody out. */
static bool is_in_place(int file, const char *path)
{
	struct stat mine, there;

	return fstat(file, &mine) == 0 && lstat(path, &there) == 0 &&
		mine.st_ino == there.st_ino && mine.st_dev == there.st_dev;
}

/* Whether the file is of the group of the folder, by now. */
static bool take_group(int file, const struct stat *folder)
{
	struct stat status;

	if (fstat(file, &status) != 0)
		return false;
	if (status.st_uid == folder->st_uid && status.st_gid == folder->st_gid)
		return true;
	return fchown(file, folder->st_uid, folder->st_gid) == 0 ||
		fchown(file, (uid_t)-1, folder->st_gid) == 0 ||
		status.st_gid == folder->st_gid;
}

/* Who may write to the folder may open the file, where modes can be set. */
static void share(int file, const char *folder)
{
	struct stat status;
	mode_t mode = 0600;

	if (stat(folder, &status) != 0)
		return;
	if (take_group(file, &status) && (status.st_mode & S_IWGRP))
		mode |= 0060;
	if (status.st_mode & S_IWOTH)
		mode |= 0006;
	fchmod(file, mode);
}

/* A link that leads nowhere stays. */
static int make_folder(struct lock *lock)
{
	struct stat status;

	if (stat(lock->folder, &status) == 0)
		return 0;
	if (temp_file_make_folder(lock->folder, STORE_PUBLIC) != 0)
		return -1;
	lock->is_folder_new = true;
	return stat(lock->folder, &status);
}

/* Where no file can be made, nothing can be written: there is no need of it. */
static bool is_closed(int error)
{
	return error == EACCES || error == EPERM || error == EROFS ||
		error == ENOSPC || error == EDQUOT;
}

/* Returns 0 with the file, or without it when the folder is closed; or -1. */
static int open_lock(struct lock *lock)
{
	if (make_folder(lock) != 0)
		return is_closed(errno) ? 0 : -1;
	lock->file = open_file(lock->path.bytes, O_CREAT | O_EXCL);
	if (lock->file >= 0)
		share(lock->file, lock->folder);
	else if (is_closed(errno))
		return 0;
	else if (errno == EEXIST)
		lock->file = open_file(lock->path.bytes, 0);
	/* Another run has just ended. */
	if (lock->file < 0 && errno == ENOENT)
		errno = EWOULDBLOCK;
	return lock->file >= 0 ? 0 : -1;
}

/* errno stays. */
static void close_file(struct lock *lock)
{
	if (lock->file >= 0)
		file_close(lock->file, -1);
	lock->file = -1;
}

static int take_lock(int file)
{
	int result;

	do
		result = flock(file, LOCK_EX | LOCK_NB);
	while (result != 0 && errno == EINTR);
	return result;
}

/*
 * Where files cannot be locked, runs go on: their temporary files are apart.
 * The run that had the file may have taken it away meanwhile.
 */
static int try(struct lock *lock)
{
	if (lock->file < 0 && open_lock(lock) != 0)
		return -1;
	if (lock->file < 0)
		return 0;
	if (take_lock(lock->file) != 0 && !store_is_refusal(errno))
		return -1;
	if (is_in_place(lock->file, lock->path.bytes))
		return 0;
	close_file(lock);
	errno = EWOULDBLOCK;
	return -1;
}

int lock_take(struct lock *lock, const char *folder, int seconds)
{
	const struct timespec pause = {.tv_nsec = 100 * 1000 * 1000};

	*lock = (struct lock){.folder = folder, .path = BUF_INIT, .file = -1};
	put_path(&lock->path, folder);
	for (int tries = 10 * seconds;; tries--) {
		if (try(lock) == 0)
			return 0;
		if (errno != EWOULDBLOCK || tries <= 0)
			break;
		nanosleep(&pause, NULL);
	}
	close_file(lock);
	buf_release(&lock->path);
	return -1;
}

void lock_release(struct lock *lock)
{
	if (lock->file >= 0) {
		unlink(lock->path.bytes);
		close_file(lock);
		if (lock->is_folder_new)
			rmdir(lock->folder);
	}
	buf_release(&lock->path);
}
