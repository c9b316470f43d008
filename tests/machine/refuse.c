/*
 * Loaded in front of the C library: lets file systems and kernels refuse what
 * REFUSE names, "fchmod=EPERM,flock=ENOLCK".
 */
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct word {
	const char *name;
	int number;
} errors[] = {
	{"EACCES", EACCES},
	{"EAGAIN", EAGAIN},
	{"EDQUOT", EDQUOT},
	{"EINVAL", EINVAL},
	{"EIO", EIO},
	{"EMFILE", EMFILE},
	{"ENOLCK", ENOLCK},
	{"ENOSPC", ENOSPC},
	{"ENOSYS", ENOSYS},
	{"EOPNOTSUPP", EOPNOTSUPP},
	{"EPERM", EPERM},
};

static int number_of(const char *word)
{
	for (size_t i = 0; i < sizeof(errors) / sizeof(*errors); i++)
		if (strncmp(word, errors[i].name, strlen(errors[i].name)) == 0)
			return errors[i].number;
	return EIO;
}

/* The error that a call is to end with, or 0. */
static int refusal(const char *call)
{
	const char *at = getenv("REFUSE");
	size_t length = strlen(call);

	while (at != NULL) {
		if (strncmp(at, call, length) == 0 && at[length] == '=')
			return number_of(at + length + 1);
		at = strchr(at, ',');
		at += at != NULL;
	}
	return 0;
}

static int refused(const char *call)
{
	int error = refusal(call);

	if (error != 0)
		errno = error;
	return error;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int fchmod(int fd, mode_t mode)
{
	return refused("fchmod") ? -1 : REAL(fchmod)(fd, mode);
}

int fchown(int fd, uid_t owner, gid_t group)
{
	return refused("fchown") ? -1 : REAL(fchown)(fd, owner, group);
}

int flock(int fd, int operation)
{
	return refused("flock") ? -1 : REAL(flock)(fd, operation);
}

int fsync(int fd)
{
	struct stat status;

	if (fstat(fd, &status) == 0 &&
		refused(S_ISDIR(status.st_mode) ? "fsync-folder" : "fsync"))
		return -1;
	return REAL(fsync)(fd);
}

int futimens(int fd, const struct timespec times[2])
{
	return refused("futimens") ? -1 : REAL(futimens)(fd, times);
}

int utimensat(
	int fd, const char *path, const struct timespec times[2], int flags)
{
	return refused("utimensat") ? -1
				    : REAL(utimensat)(fd, path, times, flags);
}

int sync_file_range(int fd, off64_t from, off64_t count, unsigned int flags)
{
	return refused("sync_file_range")
		? -1
		: REAL(sync_file_range)(fd, from, count, flags);
}

pid_t fork(void)
{
	return refused("fork") ? -1 : REAL(fork)();
}

int pipe2(int ends[2], int flags)
{
	return refused("pipe2") ? -1 : REAL(pipe2)(ends, flags);
}

int memfd_create(const char *name, unsigned int flags)
{
	return refused("memfd_create") ? -1 : REAL(memfd_create)(name, flags);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
	void *(*start)(void *), void *data)
{
	int error = refusal("pthread_create");

	return error ? error
		     : REAL(pthread_create)(thread, attributes, start, data);
}
