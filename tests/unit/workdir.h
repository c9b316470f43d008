/*
 * A folder of its own for a test that works with files: entered before the
 * test, left and removed behind it.
 *
 *	cmocka_unit_test_setup_teardown(test, workdir_enter, workdir_leave)
 */
#ifndef UNIT_WORKDIR_H
#define UNIT_WORKDIR_H

#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"

static char workdir[PATH_MAX];
static int workdir_before = -1;

static inline int workdir_enter(void **state)
{
	const char *parent = getenv("TMPDIR");

	(void)state;
	snprintf(workdir, sizeof(workdir), "%s/unit.XXXXXX",
		parent ? parent : P_tmpdir);
	workdir_before = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (workdir_before < 0 || mkdtemp(workdir) == NULL)
		return -1;
	return chdir(workdir);
}

static inline int workdir_remove(
	const char *path, const struct stat *status, int kind, struct FTW *at)
{
	(void)status;
	(void)kind;
	(void)at;
	return remove(path);
}

static inline int workdir_leave(void **state)
{
	int result = fchdir(workdir_before);

	(void)state;
	close(workdir_before);
	return result | nftw(workdir, workdir_remove, 16, FTW_DEPTH | FTW_PHYS);
}

/* Make `path` hold `text`; folders on the way are made. */
static inline void workdir_write(const char *path, const char *text)
{
	char folder[PATH_MAX];
	FILE *file;

	for (const char *slash = strchr(path, '/'); slash != NULL;
		slash = strchr(slash + 1, '/')) {
		snprintf(folder, sizeof(folder), "%.*s", (int)(slash - path),
			path);
		mkdir(folder, 0777);
	}
	file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

/* The file holds exactly `text`. */
static inline void workdir_expect(const char *path, const char *text)
{
	struct buf bytes = BUF_INIT;

	if (file_read(path, 1 << 20, &bytes) != 0)
		fail_msg("%s cannot be read", path);
	assert_string_equal(bytes.bytes, text);
	buf_release(&bytes);
}

#endif
