/*
 * What the machine can do with the same files, in seconds, and what a command
 * takes:
 *
 *	yard stat FOLDER...        the status of every file
 *	yard read FOLDER...        the bytes of every file
 *	yard write FOLDER INTO     the same files and bytes once more: each
 *	                           beside its place, then renamed into it
 *	yard sync FOLDER INTO      the same with an fsync() of each
 *	yard run OUT COMMAND...    wall seconds, CPU seconds, peak KiB, status
 *
 * One thread, no library, nothing clever.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* What is done with each file; `in` is open, `path` is there for messages. */
struct walk {
	int (*visit)(struct walk *walk, int in, const char *name);
	int (*enter)(struct walk *walk, const char *name);
	size_t files;
	size_t bytes;
	char *buffer; /* grows with the largest file */
	size_t room;
	double seconds; /* of the writing alone */
	int into; /* where `write` is */
	int sync;
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int stat_file(struct walk *walk, int in, const char *name)
{
	struct stat status;

	if (fstatat(in, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return -1;
	walk->bytes += (size_t)status.st_size;
	return 0;
}

static int make_room(struct walk *walk, size_t room)
{
	if (room > walk->room) {
		walk->buffer = realloc(walk->buffer, room);
		walk->room = room;
	}
	return walk->buffer == NULL ? -1 : 0;
}

/* The whole file in the buffer; its length or -1. */
static ssize_t load(struct walk *walk, int fd)
{
	size_t length = 0;
	ssize_t got;

	do {
		if (length == walk->room &&
			make_room(walk, 2 * length + 65536) != 0)
			return -1;
		got = read(fd, walk->buffer + length, walk->room - length);
		length += got > 0 ? (size_t)got : 0;
	} while (got > 0);
	return got < 0 ? -1 : (ssize_t)length;
}

static int read_file(struct walk *walk, int in, const char *name)
{
	int fd = openat(in, name, O_RDONLY | O_CLOEXEC);
	ssize_t length;

	if (fd < 0)
		return -1;
	length = load(walk, fd);
	if (close(fd) != 0 || length < 0)
		return -1;
	walk->bytes += (size_t)length;
	return 0;
}

static int write_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t put = write(fd, bytes, length);

		if (put < 0)
			return -1;
		bytes += put;
		length -= (size_t)put;
	}
	return 0;
}

static int put_file(struct walk *walk, const char *name, size_t length)
{
	int fd = openat(walk->into, ".new",
		O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	int result;

	if (fd < 0)
		return -1;
	result = write_all(fd, walk->buffer, length);
	if (result == 0 && walk->sync)
		result = fsync(fd);
	if (close(fd) != 0 || result != 0)
		return -1;
	return renameat(walk->into, ".new", walk->into, name);
}

/* Only the writing counts. */
static int write_file(struct walk *walk, int in, const char *name)
{
	size_t before = walk->bytes;
	double start;
	int result;

	if (read_file(walk, in, name) != 0)
		return -1;
	start = now();
	result = put_file(walk, name, walk->bytes - before);
	walk->seconds += now() - start;
	return result;
}

/* Go on writing in a folder of that name. */
static int enter_folder(struct walk *walk, const char *name)
{
	double start = now();
	int result = mkdirat(walk->into, name, 0777);

	walk->seconds += now() - start;
	if (result != 0 && errno != EEXIST)
		return -1;
	walk->into = openat(walk->into, name, O_RDONLY | O_DIRECTORY);
	return walk->into < 0 ? -1 : 0;
}

static int walk_folder(struct walk *walk, int in, const char *name);

static int walk_entry(struct walk *walk, int in, const struct dirent *entry)
{
	int above = walk->into, result;

	if (entry->d_type != DT_DIR) {
		walk->files++;
		return walk->visit(walk, in, entry->d_name);
	}
	if (walk->enter == NULL)
		return walk_folder(walk, in, entry->d_name);
	if (walk->enter(walk, entry->d_name) != 0)
		return -1;
	result = walk_folder(walk, in, entry->d_name);
	close(walk->into);
	walk->into = above;
	return result;
}

static int walk_folder(struct walk *walk, int in, const char *name)
{
	int fd = openat(in, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *folder = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;
	int result = 0;

	if (folder == NULL) {
		perror(name);
		return -1;
	}
	while (result == 0 && (entry = readdir(folder)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 &&
			strcmp(entry->d_name, "..") != 0)
			result = walk_entry(walk, fd, entry);
	if (result != 0)
		perror(name);
	closedir(folder);
	return result;
}

static int measure(struct walk *walk, const char *folder)
{
	double start = now();
	int result = walk_folder(walk, AT_FDCWD, folder);

	if (walk->visit != write_file)
		walk->seconds = now() - start;
	printf("%.6f %zu %zu\n", walk->seconds, walk->files, walk->bytes);
	free(walk->buffer);
	return result == 0 ? 0 : 1;
}

static int measure_writing(const char *folder, const char *into, int sync)
{
	struct walk walk = {write_file, enter_folder, .sync = sync};

	walk.into = open(into, O_RDONLY | O_DIRECTORY);
	if (walk.into < 0) {
		perror(into);
		return 1;
	}
	return measure(&walk, folder);
}

static double seconds(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

/*
 * The peak of a child counts from before its exec(), so this program is small
 * and does it, not the script that prints the table.
 */
static int run(const char *out, char **command)
{
	double start = now();
	struct rusage usage;
	FILE *file;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		execvp(command[0], command);
		perror(command[0]);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &usage) < 0) {
		perror("yard");
		return 1;
	}
	file = fopen(out, "w");
	if (file == NULL) {
		perror(out);
		return 1;
	}
	fprintf(file, "%.6f %.6f %ld %d\n", now() - start,
		seconds(usage.ru_utime) + seconds(usage.ru_stime),
		usage.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 128);
	return fclose(file) == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
	struct walk stat_walk = {stat_file}, read_walk = {read_file};
	const char *verb = argc > 2 ? argv[1] : "";

	if (strcmp(verb, "stat") == 0 && argc == 3)
		return measure(&stat_walk, argv[2]);
	if (strcmp(verb, "read") == 0 && argc == 3)
		return measure(&read_walk, argv[2]);
	if (strcmp(verb, "write") == 0 && argc == 4)
		return measure_writing(argv[2], argv[3], 0);
	if (strcmp(verb, "sync") == 0 && argc == 4)
		return measure_writing(argv[2], argv[3], 1);
	if (strcmp(verb, "run") == 0 && argc > 3)
		return run(argv[2], argv + 3);
	fputs("usage: yard stat|read FOLDER\n"
	      "       yard write|sync FOLDER INTO\n"
	      "       yard run OUT COMMAND...\n",
		stderr);
	return 2;
}
