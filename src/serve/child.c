#include "serve/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/file.h"
#include "base/banned.h"

extern char **environ;

/* Signals are as they were before this program took them for itself. */
static void set_signals(posix_spawnattr_t *attributes, short flags)
{
	sigset_t none, taken;

	sigemptyset(&none);
	sigemptyset(&taken);
	sigaddset(&taken, SIGINT);
	sigaddset(&taken, SIGTERM);
	sigaddset(&taken, SIGPIPE);
	posix_spawnattr_setsigmask(attributes, &none);
	posix_spawnattr_setsigdefault(attributes, &taken);
	posix_spawnattr_setflags(attributes,
		(short)(flags | POSIX_SPAWN_SETSIGMASK |
			POSIX_SPAWN_SETSIGDEF));
}

static int spawn(
	struct child *child, const char *program, char *const *argv, int input)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	int error;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, input, 0);
	posix_spawn_file_actions_adddup2(&files, child->output, 1);
	posix_spawn_file_actions_adddup2(&files, child->errors, 2);
	posix_spawnattr_init(&attributes);
	set_signals(&attributes, 0);
	error = posix_spawn(
		&child->process, program, &files, &attributes, argv, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return error;
}

/* A file that has these bytes, or none.  Returns -1 with errno. */
static int open_input(const struct buf *bytes)
{
	int file = memfd_create("input", MFD_CLOEXEC);

	if (file >= 0 && bytes != NULL && file_write(file, bytes) != 0)
		return file_close(file, -1);
	if (file >= 0)
		lseek(file, 0, SEEK_SET);
	return file;
}

int child_start(struct child *child, const char *program, char *const *argv,
	const struct buf *input)
{
	int in = open_input(input), error;

	child->output = memfd_create("output", MFD_CLOEXEC);
	child->errors = memfd_create("errors", MFD_CLOEXEC);
	error = in < 0 || child->output < 0 || child->errors < 0
		? errno
		: spawn(child, program, argv, in);
	close(in);
	if (error == 0)
		return 0;
	close(child->output);
	close(child->errors);
	child->process = 0;
	errno = error;
	return -1;
}

int child_let_go(char *const *argv)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	pid_t process;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
	posix_spawnattr_init(&attributes);
	set_signals(&attributes, POSIX_SPAWN_SETSID);
	errno = posix_spawnp(
		&process, argv[0], &files, &attributes, argv, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return errno == 0 ? 0 : -1;
}

/* What is beyond CHILD_MOST is left out. */
static void take(int file, struct buf *out)
{
	size_t before = out->length;

	lseek(file, 0, SEEK_SET);
	file_read_open(file, CHILD_MOST, out);
	if (out->length - before > CHILD_MOST)
		buf_cut(out, before + CHILD_MOST);
	close(file);
}

void child_take(struct child *child, struct buf *output, struct buf *errors)
{
	take(child->output, output);
	take(child->errors, errors);
	child->process = 0;
}

void child_stop(struct child *child)
{
	if (child->process == 0)
		return;
	kill(child->process, SIGTERM);
	while (waitpid(child->process, NULL, 0) < 0 && errno == EINTR)
		continue;
	close(child->output);
	close(child->errors);
	child->process = 0;
}
