#include "serve/path.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "base/banned.h"

enum { LONGEST_NAME = 255 };

static int hex_value(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	if (digit >= 'a' && digit <= 'f')
		return digit - 'a' + 10;
	if (digit >= 'A' && digit <= 'F')
		return digit - 'A' + 10;
	return -1;
}

/* The byte behind a '%', or -1. */
static int decode_byte(const char *digits)
{
	int high = hex_value(digits[0]);
	int low = high < 0 ? -1 : hex_value(digits[1]);

	return low < 0 ? -1 : high * 16 + low;
}

/* Append one name of the path, decoded. */
static int decode_name(struct buf *out, const char *raw, size_t length)
{
	size_t before = out->length;

	for (size_t i = 0; i < length; i++) {
		int byte = (unsigned char)raw[i];

		if (byte == '%') {
			byte = length - i > 2 ? decode_byte(raw + i + 1) : -1;
			i += 2;
		}
		if (byte < ' ' || byte == 0x7F || byte == '/' || byte == '\\')
			return -1;
		buf_putc(out, (char)byte);
	}
	length = out->length - before;
	return length > 0 && length <= LONGEST_NAME && out->bytes[before] != '.'
		? 0
		: -1;
}

int path_decode(struct buf *out, const char *raw)
{
	if (*raw++ != '/')
		return -1;
	/* The empty name is the last one: the address is that of a folder. */
	while (*raw != '\0') {
		size_t length = strcspn(raw, "/");

		if (decode_name(out, raw, length) != 0)
			return -1;
		raw += length;
		if (*raw == '/') {
			buf_putc(out, '/');
			raw++;
		}
	}
	return 0;
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

static int require_file(int file, struct stat *status)
{
	int error = 0;

	if (fstat(file, status) != 0)
		error = errno;
	else if (S_ISDIR(status->st_mode))
		error = EISDIR;
	else if (!S_ISREG(status->st_mode))
		error = EACCES;
	if (error == 0)
		return file;
	close(file);
	errno = error;
	return -1;
}

int path_open(const char *path, struct stat *status)
{
	/* Each time anew: the folder may be replaced by another one. */
	int folder = open("feeds", O_PATH | O_DIRECTORY | O_CLOEXEC);
	int file, error;

	for (const char *slash = strchr(path, '/');
		folder >= 0 && slash != NULL; slash = strchr(path, '/')) {
		folder = enter(folder, path, (size_t)(slash - path));
		path = slash + 1;
	}
	if (folder < 0)
		return -1;
	file = openat(folder, *path ? path : ".",
		O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	error = errno;
	close(folder);
	errno = error;
	return file < 0 ? -1 : require_file(file, status);
}
