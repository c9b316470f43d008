#include "serve/path.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "base/banned.h"

enum { LONGEST_NAME = 255 };

bool path_is_possible(const char *path)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789-_.";

	for (;;) {
		size_t length = strspn(path, allowed);

		if (*path == '.' || length > LONGEST_NAME)
			return false;
		if (path[length] == '\0')
			return true;
		if (path[length] != '/' || length == 0)
			return false;
		path += length + 1;
	}
}

/* Go from a folder, which is closed, into one of its own. */
static int enter(int folder, const char *name, size_t length)
{
	char copy[LONGEST_NAME + 1] = "";
	int inner;

	memcpy(copy, name, length);
	inner = openat(
		folder, copy, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	close(folder);
	return inner;
}

/* Returns 0 or what is wrong with it. */
static int check_file(int file, struct stat *status)
{
	if (fstat(file, status) != 0)
		return errno;
	if (S_ISDIR(status->st_mode))
		return EISDIR;
	return S_ISREG(status->st_mode) ? 0 : EACCES;
}

static int open_file(int folder, const char *name, struct stat *status)
{
	int file = openat(folder, *name ? name : ".",
		O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	int error = file < 0 ? errno : check_file(file, status);

	close(folder);
	if (error == 0)
		return file;
	if (file >= 0)
		close(file);
	errno = error;
	return -1;
}

int path_open(const char *path, struct stat *status)
{
	/* Each time anew: the folder may be replaced by another one. */
	int folder = open("feeds", O_PATH | O_DIRECTORY | O_CLOEXEC);
	const char *slash;

	while (folder >= 0 && (slash = strchr(path, '/')) != NULL) {
		folder = enter(folder, path, (size_t)(slash - path));
		path = slash + 1;
	}
	return folder < 0 ? -1 : open_file(folder, path, status);
}
