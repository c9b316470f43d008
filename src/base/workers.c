#include "base/workers.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/file.h"
#include "base/mem.h"
#include "base/banned.h"

enum { CHUNK = 1 << 20 };

/* A process, and the file that it hands its results over in. */
struct worker {
	pid_t process; /* 0: this one; -1: none */
	int results;
};

/* All that work on the same. */
struct party {
	const struct work *work;
	atomic_size_t *next; /* piece; shared with the other processes */
	char *is_done; /* each piece, once its result was taken */
};

/* In front of what came out of a piece. */
struct result_head {
	uint64_t piece, length;
};

/* Hand over what has come together. */
static int put_results(int file, struct buf *results)
{
	int result = file_write(file, results);

	buf_cut(results, 0);
	return result;
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
	/* Behind the bytes of a buf there is a NUL. */
	buf_putc(results, '\0');
}

/* Whoever has nothing to do takes the next piece, or one past the last. */
static size_t take_piece(const struct party *party)
{
	return atomic_fetch_add(party->next, 1);
}

/* What a worker does; its results are complete, or it ends badly. */
static int make_results(const struct party *party, int file)
{
	struct buf results = BUF_INIT;
	int result = 0;
	size_t piece;

	while (result == 0 &&
		(piece = take_piece(party)) < party->work->count) {
		put_result(party->work, piece, &results);
		if (results.length > CHUNK)
			result = put_results(file, &results);
	}
	if (result == 0)
		result = put_results(file, &results);
	buf_release(&results);
	return result;
}

/* That it lacks memory is no news: this one does its work again. */
static void be_silent(void)
{
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (nowhere >= 0)
		dup2(nowhere, STDERR_FILENO);
}

/* In memory, if nowhere else. */
static int open_results(const struct work *work)
{
	int file = -1;

	if (work->folder != NULL)
		file = open(work->folder, O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
	return file >= 0 ? file : memfd_create("results", MFD_CLOEXEC);
}

/* The other process ends with this one, whatever ends it. */
static void start(struct worker *worker, const struct party *party)
{
	pid_t parent = getpid();

	worker->process = -1;
	worker->results = open_results(party->work);
	if (worker->results < 0)
		return;
	worker->process = fork();
	if (worker->process != 0)
		return;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	be_silent();
	if (getppid() != parent || make_results(party, worker->results) != 0)
		_exit(1);
	_exit(0);
}

/* The part of this process, when its results go to a file as well. */
static void work_here(struct worker *worker, const struct party *party)
{
	worker->process = -1;
	worker->results = open_results(party->work);
	if (worker->results >= 0 && make_results(party, worker->results) == 0)
		worker->process = 0;
}

static int ended_well(const struct worker *worker)
{
	int status;

	if (worker->process <= 0)
		return worker->process == 0;
	while (waitpid(worker->process, &status, 0) < 0)
		if (errno != EINTR)
			return 0;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void take(const struct party *party, size_t piece, struct buf *result)
{
	party->work->take(party->work->data, piece, result);
	party->is_done[piece] = 1;
	buf_release(result);
}

static void take_bytes(const struct party *party, struct mapped *mapped,
	char *bytes, size_t size)
{
	const char *end = bytes + size;

	while (bytes < end) {
		struct result_head head;
		struct buf result = BUF_INIT;

		memcpy(&head, bytes, sizeof(head));
		result.bytes = bytes + sizeof(head);
		result.length = head.length;
		take(party, head.piece, &result);
		bytes += sizeof(head) + head.length + 1;
		mapped_see(mapped, head.length);
	}
}

/* Nothing is taken from a worker that ended badly. */
static void take_results(const struct party *party, const struct worker *worker)
{
	struct mapped passing = {NULL, 0, 0};
	struct mapped *mapped = party->work->kept;
	struct stat status;
	char *bytes;

	if (!ended_well(worker) || fstat(worker->results, &status) != 0 ||
		status.st_size == 0)
		return;
	if (mapped == NULL)
		mapped = &passing;
	bytes = mapped_open(mapped, worker->results, (size_t)status.st_size);
	if (bytes != NULL)
		take_bytes(party, mapped, bytes, (size_t)status.st_size);
	mapped_release(&passing);
}

static void do_piece(const struct party *party, size_t piece)
{
	struct buf result = BUF_INIT;

	party->work->make(party->work->data, piece, &result);
	take(party, piece, &result);
}

static void do_pieces(const struct party *party)
{
	size_t piece;

	while ((piece = take_piece(party)) < party->work->count)
		do_piece(party, piece);
}

static void share(const struct party *party, size_t jobs)
{
	struct worker workers[WORKERS_MOST] = {{-1, -1}};

	for (size_t i = 1; i < jobs; i++)
		start(&workers[i], party);
	if (party->work->folder != NULL)
		work_here(&workers[0], party);
	else
		do_pieces(party);
	for (size_t i = 0; i < jobs; i++) {
		take_results(party, &workers[i]);
		if (workers[i].results >= 0)
			close(workers[i].results);
	}
}

void workers_run(const struct work *work, size_t jobs)
{
	struct party party = {.work = work};

	party.is_done = mem_alloc(work->count + 1);
	memset(party.is_done, 0, work->count + 1);
	party.next = mmap(NULL, sizeof(*party.next), PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (party.next != MAP_FAILED) {
		share(&party, jobs);
		munmap(party.next, sizeof(*party.next));
	}
	for (size_t i = 0; i < work->count; i++)
		if (!party.is_done[i])
			do_piece(&party, i);
	free(party.is_done);
}
