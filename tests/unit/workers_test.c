/*
 * base/workers: work that is shared between processes.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>
#include <cmocka.h>
#include "base/buf.h"
#include "base/workers.h"
#include "base/banned.h"

enum { PIECES = 1000, LONGEST = 5000 };

struct letters {
	pid_t here;
	size_t crash; /* in another process, at this piece */
	int taken[PIECES];
};

static void put_letters(void *data, size_t piece, struct buf *out)
{
	const struct letters *letters = data;

	if (piece == letters->crash && getpid() != letters->here)
		raise(SIGKILL);
	for (size_t i = 0; i < piece * 7 % LONGEST; i++)
		buf_putc(out, (char)('a' + piece % 26));
}

static void take_letters(void *data, size_t piece, struct buf *result)
{
	struct letters *letters = data;

	assert_int_equal(getpid(), letters->here);
	assert_int_equal(result->length, piece * 7 % LONGEST);
	for (size_t i = 0; i < result->length; i++)
		assert_int_equal(result->bytes[i], 'a' + piece % 26);
	assert_int_equal(result->bytes[result->length], '\0');
	letters->taken[piece]++;
}

static void expect_each_once_in(
	const char *folder, size_t count, size_t jobs, size_t crash)
{
	struct letters letters = {.here = getpid(), .crash = crash};
	const struct work work = {.count = count,
		.make = put_letters,
		.take = take_letters,
		.data = &letters,
		.folder = folder};

	workers_run(&work, jobs);
	for (size_t i = 0; i < PIECES; i++)
		assert_int_equal(letters.taken[i], i < count);
}

static void expect_each_once(size_t count, size_t jobs, size_t crash)
{
	expect_each_once_in(NULL, count, jobs, crash);
}

static void each_piece_comes_out_once(void **state)
{
	(void)state;
	expect_each_once(PIECES, 1, PIECES);
	expect_each_once(PIECES, 2, PIECES);
	expect_each_once(PIECES, WORKERS_MOST, PIECES);
}

static void more_processes_than_pieces_are_no_harm(void **state)
{
	(void)state;
	expect_each_once(0, 4, PIECES);
	expect_each_once(2, 4, PIECES);
}

static void results_wait_in_files(void **state)
{
	(void)state;
	expect_each_once_in(".", PIECES, 1, PIECES);
	expect_each_once_in(".", PIECES, 3, PIECES);
	expect_each_once_in(".", PIECES, 3, PIECES - 2);
	expect_each_once_in(".", 0, 2, PIECES);
	expect_each_once_in("no such folder", PIECES, 2, PIECES);
}

static void keep_number(void *data, size_t piece, struct buf *result)
{
	struct buf *kept = data;

	kept[piece] = *result;
	*result = (struct buf)BUF_INIT;
}

static void put_number(void *data, size_t piece, struct buf *out)
{
	(void)data;
	buf_printf(out, "%zu", piece);
}

static void kept_results_come_again_when_pages_are_given_back(void **state)
{
	struct mapped mapped = {0};
	struct buf kept[PIECES];
	const struct work work = {.count = PIECES,
		.make = put_number,
		.take = keep_number,
		.kept = &mapped,
		.folder = ".",
		.data = kept};

	(void)state;
	workers_run(&work, 2);
	mapped_see(&mapped, (size_t)1 << 30);
	for (size_t i = 0; i < PIECES; i++)
		assert_int_equal(strtoul(kept[i].bytes, NULL, 10), i);
	mapped_release(&mapped);
}

static void what_a_crash_left_is_done_here(void **state)
{
	(void)state;
	expect_each_once(PIECES, 3, 1);
	expect_each_once(PIECES, 3, PIECES - 2);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_piece_comes_out_once),
		cmocka_unit_test(more_processes_than_pieces_are_no_harm),
		cmocka_unit_test(what_a_crash_left_is_done_here),
		cmocka_unit_test(results_wait_in_files),
		cmocka_unit_test(
			kept_results_come_again_when_pages_are_given_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
