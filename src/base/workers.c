#include "base/workers.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/banned.h"

enum { CHUNK = 1 << 20 };

/* Another process, and the memory that it hands its results over in. */
struct worker {
	pid_t process;
	int memory; /* a memfd */
};

/* In front of what came out of a piece. */
struct result_head {
	uint64_t piece, length;
};

static int write_all(int fd, struct buf *bytes)
{
	for (size_t at = 0; at < bytes->length;) {
		ssize_t put = write(fd, bytes->bytes + at, bytes->length - at);

		if (put < 0 && errno != EINTR)
			return -1;
		if (put > 0)
			at += (size_t)put;
	}
	buf_cut(bytes, 0);
	return 0;
}

static void put_result(
	const struct work *work, size_t piece, struct buf *results)
{
	struct result_head head = {.piece = piece};
	size_t at = results->length;

	buf_put(results, &head, sizeof(head));
	work->make(work->data, piece, results);
	head.length = results->length - at - sizeof(head);
	memcpy(results->bytes + at, &head, sizeof(head));
}

/* Every `jobs`th piece from `first` on. */
static int make_share(
	const struct work *work, size_t first, size_t jobs, int memory)
{
	struct buf results = BUF_INIT;
	int result = 0;

	for (size_t i = first; i < work->count && result == 0; i += jobs) {
		put_result(work, i, &results);
		if (results.length > CHUNK)
			result = write_all(memory, &results);
	}
	if (result == 0)
		result = write_all(memory, &results);
	buf_release(&results);
	return result;
}

/* The other process ends with this one, whatever ends it. */
static void start(struct worker *worker, const struct work *work, size_t first,
	size_t jobs)
{
	pid_t parent = getpid();

	worker->process = -1;
	worker->memory = memfd_create("results", MFD_CLOEXEC);
	if (worker->memory < 0)
		return;
	worker->process = fork();
	if (worker->process != 0)
		return;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent ||
		make_share(work, first, jobs, worker->memory) != 0)
		_exit(1);
	_exit(0);
}

static int ended_well(const struct worker *worker)
{
	int status;

	if (worker->process < 0)
		return 0;
	while (waitpid(worker->process, &status, 0) < 0)
		if (errno != EINTR)
			return 0;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void take_results(
	const struct work *work, const char *bytes, size_t size)
{
	const char *end = bytes + size;

	while (bytes < end) {
		struct result_head head;

		memcpy(&head, bytes, sizeof(head));
		bytes += sizeof(head);
		work->take(work->data, head.piece, bytes, head.length);
		bytes += head.length;
	}
}

/* Returns 0, or -1 when the worker has not done its share. */
static int take_share(const struct work *work, const struct worker *worker)
{
	struct stat status;
	void *bytes;

	if (!ended_well(worker) || fstat(worker->memory, &status) != 0)
		return -1;
	if (status.st_size == 0)
		return 0;
	bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE,
		worker->memory, 0);
	if (bytes == MAP_FAILED)
		return -1;
	take_results(work, bytes, (size_t)status.st_size);
	munmap(bytes, (size_t)status.st_size);
	return 0;
}

/* A share in this process. */
static void do_share(const struct work *work, size_t first, size_t jobs)
{
	struct buf result = BUF_INIT;

	for (size_t i = first; i < work->count; i += jobs) {
		buf_cut(&result, 0);
		work->make(work->data, i, &result);
		work->take(work->data, i, result.bytes, result.length);
	}
	buf_release(&result);
}

void workers_run(const struct work *work, size_t jobs)
{
	struct worker workers[WORKERS_MOST];

	for (size_t i = 1; i < jobs; i++)
		start(&workers[i], work, i, jobs);
	do_share(work, 0, jobs);
	for (size_t i = 1; i < jobs; i++) {
		if (take_share(work, &workers[i]) != 0)
			do_share(work, i, jobs);
		if (workers[i].memory >= 0)
			close(workers[i].memory);
	}
}
