/*
 * Runs a program and lets one of its system calls go wrong.
 *
 *	fault log FILE COMMAND...
 *	fault NAME:N:WHAT[+] [-w] COMMAND...
 *
 * "log" writes a line for each call into FILE: its name, its number among
 * those of that name, and the file that it is about.  Otherwise the N-th call
 * of that name fails with WHAT (an error such as ENOSPC), does half of what it
 * should (short), is not made because the program is killed in front of it
 * (kill), or is made after a signal came (SIGTERM).  With + all later ones go
 * the same way.  With -w only calls of the program's children count.
 *
 * The exit status is that of the command, or 128 and its signal; 100 when
 * there was no N-th call.  The kernel asks here before it makes a call
 * (seccomp_unotify(2)), so nothing of this depends on the processor.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NEVER_HAPPENED = 100, WRONG_USE = 101, MOST = 1024 };

/* Names of system calls by their numbers: fault_names.h is made by make. */
static const char *const names[MOST] = {
#include "fault_names.h"
};

/* What a call is about: the argument that is a path, or that is a file. */
static const struct subject {
	const char *name;
	int path, folder, file; /* -1: none */
} subjects[] = {
	{"access", 0, -1, -1},
	{"close", -1, -1, 0},
	{"copy_file_range", -1, -1, 2},
	{"fchmod", -1, -1, 0},
	{"flock", -1, -1, 0},
	{"fsync", -1, -1, 0},
	{"getdents64", -1, -1, 0},
	{"mkdir", 0, -1, -1},
	{"mmap", -1, -1, 4},
	{"newfstatat", 1, 0, 0},
	{"openat", 1, 0, -1},
	{"read", -1, -1, 0},
	{"rename", 1, -1, -1},
	{"unlink", 0, -1, -1},
	{"unlinkat", 1, 0, -1},
	{"utimensat", 1, 0, 0},
	{"write", -1, -1, 0},
	{"writev", -1, -1, 0},
};

struct fault_word {
	const char *name;
	int number;
};

static const struct fault_word errors[] = {
	{"EACCES", EACCES},
	{"EINTR", EINTR},
	{"EIO", EIO},
	{"ENOMEM", ENOMEM},
	{"ENOSPC", ENOSPC},
};

static const struct fault_word signals[] = {
	{"kill", SIGKILL},
	{"SIGHUP", SIGHUP},
	{"SIGINT", SIGINT},
	{"SIGPIPE", SIGPIPE},
	{"SIGTERM", SIGTERM},
	{"SIGXFSZ", SIGXFSZ},
};

struct fault {
	int call; /* its number in the kernel */
	unsigned long number;
	int error, signal, is_short;
	int goes_on; /* + */
	int in_children; /* -w */
	FILE *log;
	pid_t program;
	unsigned long counts[MOST];
	int happened;
};

static int give_up(const char *what)
{
	fprintf(stderr, "fault: %s: %s\n", what, strerror(errno));
	exit(WRONG_USE);
}

static int number_of_call(const char *name)
{
	for (int i = 0; i < MOST; i++)
		if (names[i] != NULL && strcmp(names[i], name) == 0)
			return i;
	fprintf(stderr, "fault: there is no system call %s\n", name);
	exit(WRONG_USE);
}

static int find_word(
	const struct fault_word *words, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i].name, name) == 0)
			return words[i].number;
	return 0;
}

/* "rename:3:ENOSPC+" */
static void read_fault(struct fault *fault, char *text)
{
	char *number = strchr(text, ':');
	char *what = number ? strchr(number + 1, ':') : NULL;
	size_t length = strlen(text);

	if (what == NULL) {
		fputs("fault: NAME:N:WHAT\n", stderr);
		exit(WRONG_USE);
	}
	*number = '\0';
	fault->call = number_of_call(text);
	fault->number = strtoul(number + 1, NULL, 10);
	if (text[length - 1] == '+') {
		fault->goes_on = 1;
		text[length - 1] = '\0';
	}
	what++;
	fault->is_short = strcmp(what, "short") == 0;
	fault->error =
		find_word(errors, sizeof(errors) / sizeof(*errors), what);
	fault->signal =
		find_word(signals, sizeof(signals) / sizeof(*signals), what);
	if (!fault->is_short && fault->error == 0 && fault->signal == 0) {
		fprintf(stderr, "fault: what is '%s'?\n", what);
		exit(WRONG_USE);
	}
}

/*
 * The kernel asks about calls of this number, or about all (-1); always about
 * the first one, execve, so that the program waits until it is watched.
 */
static int install_filter(int number)
{
	struct sock_filter one[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
			offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_execve, 1, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_filter all[] = {
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
	};
	struct sock_fprog program = {
		number < 0 ? 1 : 5, number < 0 ? all : one};

	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
		SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
}

/*
 * Start the command.  Its first call after the filter waits for an answer, so
 * the number that the listener will have is told before.
 */
static int start(struct fault *fault, int number, char **command)
{
	int pipe_ends[2], listener = -1, process;

	if (pipe2(pipe_ends, O_CLOEXEC) != 0)
		give_up("pipe");
	fault->program = fork();
	if (fault->program == 0) {
		int next = dup(0);

		close(next);
		if (write(pipe_ends[1], &next, sizeof(next)) < 0 ||
			install_filter(number) < 0)
			give_up("seccomp");
		execv(command[0], command);
		give_up(command[0]);
	}
	close(pipe_ends[1]);
	if (read(pipe_ends[0], &number, sizeof(number)) != sizeof(number))
		give_up("read");
	process = (int)syscall(SYS_pidfd_open, fault->program, 0);
	for (int tries = 0; listener < 0 && tries < 100000; tries++)
		listener = (int)syscall(SYS_pidfd_getfd, process, number, 0);
	if (listener < 0)
		give_up("the filter");
	close(process);
	return listener;
}

/* Bytes of the program; how many came. */
static ssize_t peek(pid_t process, void *to, unsigned long from, size_t size)
{
	struct iovec here = {to, size}, there = {(void *)from, size};

	return process_vm_readv(process, &here, 1, &there, 1, 0);
}

static void put_path(FILE *log, pid_t process, unsigned long address)
{
	char path[4096];
	size_t length = 0;

	/* Byte by byte: what follows may not be there. */
	while (length < sizeof(path) - 1 &&
		peek(process, &path[length], address + length, 1) == 1 &&
		path[length] != '\0')
		length++;
	path[length] = '\0';
	fputs(path, log);
}

static int put_open_file(FILE *log, pid_t process, int file)
{
	char name[64], path[4096];
	ssize_t length;

	if (file < 0)
		return 0;
	snprintf(name, sizeof(name), "/proc/%d/fd/%d", (int)process, file);
	length = readlink(name, path, sizeof(path));
	if (length > 0)
		fprintf(log, "%.*s", (int)length, path);
	return length > 0;
}

static int is_empty(pid_t process, unsigned long address)
{
	char first = '\0';

	return address == 0 || peek(process, &first, address, 1) != 1 ||
		first == '\0';
}

static void put_subject(FILE *log, const struct seccomp_notif *call)
{
	const char *name = names[call->data.nr];
	const unsigned long long *arguments = call->data.args;
	pid_t process = (pid_t)call->pid;

	for (size_t i = 0; i < sizeof(subjects) / sizeof(*subjects); i++) {
		const struct subject *it = &subjects[i];

		if (name == NULL || strcmp(name, it->name) != 0)
			continue;
		if (it->path < 0 ||
			(it->file >= 0 &&
				is_empty(process, arguments[it->path]))) {
			put_open_file(log, process, (int)arguments[it->file]);
			return;
		}
		if (it->folder >= 0 &&
			put_open_file(log, process, (int)arguments[it->folder]))
			fputc('/', log);
		put_path(log, process, arguments[it->path]);
		if (strcmp(name, "openat") == 0 &&
			(arguments[2] & (O_CREAT | O_WRONLY | O_RDWR)) != 0)
			fputs(" w", log);
	}
}

static void write_log(struct fault *fault, const struct seccomp_notif *call)
{
	const char *name = names[call->data.nr];

	fprintf(fault->log, "%s %lu ", name ? name : "?",
		fault->counts[call->data.nr]);
	put_subject(fault->log, call);
	fputc('\n', fault->log);
}

/* Do half of a read or write in its place. */
/* The process that a thread is one of. */
static pid_t process_of(pid_t thread)
{
	char path[64], line[256];
	pid_t process = thread;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)thread);
	file = fopen(path, "re");
	while (file != NULL && fgets(line, sizeof(line), file) != NULL)
		if (strncmp(line, "Tgid:", 5) == 0)
			process = (pid_t)strtol(line + 5, NULL, 10);
	if (file != NULL)
		fclose(file);
	return process;
}

/* What the call is about to write or to read, in the program's memory. */
static size_t find_bytes(const struct seccomp_notif *call, struct iovec *there)
{
	struct iovec here = {there, call->data.args[2] * sizeof(*there)};
	struct iovec runs = {(void *)call->data.args[1], here.iov_len};

	there[0] = (struct iovec){
		(void *)call->data.args[1], (size_t)call->data.args[2]};
	if (call->data.nr != SYS_writev)
		return 1;
	if (process_vm_readv((pid_t)call->pid, &here, 1, &runs, 1, 0) !=
		(ssize_t)here.iov_len)
		give_up("writev");
	return (size_t)call->data.args[2];
}

static size_t size_of(const struct iovec *runs, size_t count)
{
	size_t size = 0;

	for (size_t i = 0; i < count; i++)
		size += runs[i].iov_len;
	return size;
}

static int has_half(const struct seccomp_notif *call)
{
	static struct iovec there[IOV_MAX];

	return size_of(there, find_bytes(call, there)) > 1;
}

static long long do_half(const struct seccomp_notif *call)
{
	static struct iovec there[IOV_MAX];
	size_t count = find_bytes(call, there);
	size_t size = size_of(there, count);
	int process =
		(int)syscall(SYS_pidfd_open, process_of((pid_t)call->pid), 0);
	int file = (int)syscall(
		SYS_pidfd_getfd, process, (int)call->data.args[0], 0);
	void *bytes = malloc(size + 1);
	struct iovec here = {bytes, size};
	ssize_t done = -1;

	if (file < 0 || bytes == NULL)
		give_up("short");
	if (call->data.nr == SYS_read) {
		done = read(file, bytes, size / 2);
		here.iov_len = done > 0 ? (size_t)done : 0;
		process_vm_writev((pid_t)call->pid, &here, 1, there, count, 0);
	} else {
		process_vm_readv((pid_t)call->pid, &here, 1, there, count, 0);
		done = write(file, bytes, size / 2);
	}
	free(bytes);
	close(file);
	close(process);
	return done;
}

static void go_wrong(struct fault *fault, const struct seccomp_notif *call,
	struct seccomp_notif_resp *answer)
{
	fault->happened = 1;
	if (fault->signal != 0)
		kill((pid_t)call->pid, fault->signal);
	if (fault->error != 0)
		answer->error = -fault->error;
	if (fault->is_short && has_half(call)) {
		answer->val = do_half(call);
		return;
	}
	/* One that is killed may wake up too late not to make the call. */
	if (fault->signal == SIGKILL)
		answer->error = -EINTR;
	else if (fault->error == 0)
		answer->flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
}

static void answer_call(struct fault *fault, int listener)
{
	struct seccomp_notif call = {0};
	struct seccomp_notif_resp answer = {0};

	if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &call) != 0)
		return;
	answer.id = call.id;
	answer.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
	if (!fault->in_children ||
		process_of((pid_t)call.pid) != fault->program) {
		unsigned long count = ++fault->counts[call.data.nr];

		if (fault->log != NULL)
			write_log(fault, &call);
		else if (call.data.nr == fault->call &&
			(count == fault->number ||
				(count > fault->number && fault->goes_on))) {
			answer.flags = 0;
			go_wrong(fault, &call, &answer);
		}
	}
	ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &answer);
}

static int watch(struct fault *fault, int listener)
{
	struct pollfd ready = {listener, POLLIN, 0};
	int status;

	while (poll(&ready, 1, -1) >= 0 || errno == EINTR) {
		if (ready.revents & POLLIN)
			answer_call(fault, listener);
		else if (ready.revents & (POLLHUP | POLLERR))
			break;
	}
	waitpid(fault->program, &status, 0);
	if (fault->log != NULL)
		fclose(fault->log);
	else if (!fault->happened)
		return NEVER_HAPPENED;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}

int main(int argc, char **argv)
{
	static struct fault fault;
	int command = 2, number = -1;

	if (argc > 3 && strcmp(argv[1], "log") == 0) {
		fault.log = fopen(argv[2], "we");
		if (fault.log == NULL)
			give_up(argv[2]);
		command = 3;
	} else if (argc > 2) {
		read_fault(&fault, argv[1]);
		number = fault.call;
		if (fault.is_short && number != SYS_read &&
			number != SYS_write && number != SYS_writev)
			give_up("short is for read, write and writev");
		fault.in_children = strcmp(argv[2], "-w") == 0;
		command += fault.in_children;
	}
	if (command >= argc) {
		fputs("usage: fault NAME:N:WHAT[+] [-w] COMMAND...\n", stderr);
		return WRONG_USE;
	}
	return watch(&fault, start(&fault, number, argv + command));
}
