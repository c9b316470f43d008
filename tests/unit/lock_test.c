/*
 * lock: one run at a time, whoever else may read the folder.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <grp.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <cmocka.h>
#include "store/lock.h"
#include "workdir.h"
#include "base/banned.h"

static bool exists(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0;
}

static mode_t mode_of(const char *path)
{
	struct stat status;

	assert_int_equal(lstat(path, &status), 0);
	return status.st_mode & 07777;
}

/* What another process got: 0, or its errno. */
static int lock_elsewhere(void)
{
	struct lock lock;
	pid_t child = fork();
	int status;

	if (child == 0)
		_exit(lock_take(&lock, "feeds", 0) == 0 ? 0 : errno);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void the_lock_keeps_others_out(void **state)
{
	struct lock lock;

	(void)state;
	assert_int_equal(mkdir("feeds", 0755), 0);
	assert_int_equal(lock_take(&lock, "feeds", 0), 0);
	assert_int_equal(lock_elsewhere(), EWOULDBLOCK);
	lock_release(&lock);
	assert_false(exists("feeds/.lock"));
	assert_true(exists("feeds"));
	assert_int_equal(lock_elsewhere(), 0);
}

static void the_lock_of_a_dead_run_is_free(void **state)
{
	struct lock lock;

	(void)state;
	assert_int_equal(mkdir("feeds", 0755), 0);
	assert_int_equal(lock_elsewhere(), 0);
	assert_true(exists("feeds/.lock"));
	assert_int_equal(lock_take(&lock, "feeds", 0), 0);
	assert_int_equal(lock_elsewhere(), EWOULDBLOCK);
	lock_release(&lock);
	assert_false(exists("feeds/.lock"));
}

/* Another name of the same folder is the same lock. */
static void a_link_leads_to_the_same_lock(void **state)
{
	struct lock first, second;

	(void)state;
	assert_int_equal(mkdir("feeds", 0755), 0);
	assert_int_equal(symlink("feeds", "published"), 0);
	assert_int_equal(lock_take(&first, "feeds", 0), 0);
	assert_int_equal(lock_take(&second, "published", 0), -1);
	assert_int_equal(errno, EWOULDBLOCK);
	lock_release(&first);
	assert_int_equal(lock_take(&second, "published", 0), 0);
	lock_release(&second);
	lock_release(&second);
}

static void a_folder_that_was_made_goes_when_it_is_empty(void **state)
{
	struct lock lock;

	(void)state;
	assert_int_equal(lock_take(&lock, "feeds", 0), 0);
	assert_true(exists("feeds/.lock"));
	lock_release(&lock);
	assert_false(exists("feeds"));
	assert_int_equal(lock_take(&lock, "feeds", 0), 0);
	workdir_write("feeds/all.ics", "mine\n");
	lock_release(&lock);
	assert_true(exists("feeds/all.ics"));
	assert_false(exists("feeds/.lock"));
}

static void who_may_write_may_lock(void **state)
{
	static const mode_t modes[][2] = {
		{0755, 0600}, {0775, 0660}, {0700, 0600}, {0777, 0666}};
	struct lock lock;

	(void)state;
	assert_int_equal(mkdir("feeds", 0755), 0);
	for (size_t i = 0; i < sizeof(modes) / sizeof(*modes); i++) {
		assert_int_equal(chmod("feeds", modes[i][0]), 0);
		assert_int_equal(lock_take(&lock, "feeds", 0), 0);
		assert_int_equal(mode_of("feeds/.lock"), modes[i][1]);
		lock_release(&lock);
	}
}

/* Somebody who may only read the folder. */
static int hold_as_nobody(void)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		if (setgroups(0, NULL) != 0 || setgid(65534) != 0 ||
			setuid(65534) != 0)
			_exit(2);
		_exit(open("feeds/.lock", O_RDONLY) >= 0 ||
			open("feeds/.lock", O_WRONLY) >= 0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static void readers_cannot_lock(void **state)
{
	struct lock lock;
	int folder;

	(void)state;
	if (geteuid() != 0)
		skip(); /* only root may become another one */
	assert_int_equal(mkdir("feeds", 0755), 0);
	folder = open("feeds", O_RDONLY | O_DIRECTORY);
	assert_int_equal(flock(folder, LOCK_EX), 0);
	assert_int_equal(lock_take(&lock, "feeds", 0), 0);
	assert_int_equal(hold_as_nobody(), 0);
	lock_release(&lock);
	close(folder);
}

static void what_is_no_folder_cannot_be_locked(void **state)
{
	struct lock lock;

	(void)state;
	workdir_write("feeds", "a file\n");
	assert_int_equal(lock_take(&lock, "feeds", 0), -1);
	assert_int_equal(errno, ENOTDIR);
	lock_release(&lock);
	assert_int_equal(symlink("nowhere", "dangling"), 0);
	assert_int_equal(lock_take(&lock, "dangling", 0), -1);
	assert_int_equal(errno, ENOENT);
	assert_false(exists("nowhere"));
}

static void the_lock_is_no_link(void **state)
{
	struct lock lock;

	(void)state;
	workdir_write("elsewhere", "mine\n");
	assert_int_equal(mkdir("feeds", 0755), 0);
	assert_int_equal(symlink("../elsewhere", "feeds/.lock"), 0);
	assert_int_equal(lock_take(&lock, "feeds", 0), -1);
	assert_int_equal(errno, ELOOP);
	workdir_expect("elsewhere", "mine\n");
}

#define IN_WORKDIR(test)                                                       \
	cmocka_unit_test_setup_teardown(test, workdir_enter, workdir_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_WORKDIR(the_lock_keeps_others_out),
		IN_WORKDIR(the_lock_of_a_dead_run_is_free),
		IN_WORKDIR(a_link_leads_to_the_same_lock),
		IN_WORKDIR(a_folder_that_was_made_goes_when_it_is_empty),
		IN_WORKDIR(who_may_write_may_lock),
		IN_WORKDIR(readers_cannot_lock),
		IN_WORKDIR(what_is_no_folder_cannot_be_locked),
		IN_WORKDIR(the_lock_is_no_link),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
