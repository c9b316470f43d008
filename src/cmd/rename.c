#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include "base/file.h"
#include "cmd/cmd.h"
#include "cmd/revise.h"
#include "cmd/target.h"
#include "store/store.h"
#include "base/banned.h"

/* What gets another name: a series, or a meeting. */
struct renaming {
	struct target old, new;
	struct buf from, to; /* their folders */
};

static int fail(const char *path, const char *why)
{
	fprintf(stderr, "dialogue-feeds: %s %s\n", path, why);
	return -1;
}

static int fail_on(const char *path)
{
	fprintf(stderr, "dialogue-feeds: %s: %s\n", path, store_explain(errno));
	return -1;
}

/* A folder that is empty would give way without a word. */
static int check_free(const char *path)
{
	struct stat status;

	if (lstat(path, &status) == 0)
		return fail(path, "is there already");
	return errno == ENOENT ? 0 : fail_on(path);
}

static int check_series(const struct renaming *it)
{
	struct buf record = BUF_INIT;
	int result = 0;

	buf_printf(&record, "events/%s/series.xml", it->new.series.bytes);
	if (it->new.event.length > 0 && file_stands(record.bytes) != 1)
		result = fail(record.bytes,
			"is missing: a meeting goes to a series that is there");
	buf_release(&record);
	return result;
}

static int check(const struct renaming *it)
{
	struct stat status;

	if (file_check_folders(it->from.bytes) != 0 ||
		file_check_folders(it->to.bytes) != 0 ||
		lstat(it->from.bytes, &status) != 0)
		return fail_on(it->from.bytes);
	if (!S_ISDIR(status.st_mode))
		return fail(it->from.bytes, "is no folder");
	if (check_series(it) != 0)
		return -1;
	return check_free(it->to.bytes);
}

/* The names stand in the folders around them. */
static void sync_parent(const struct target *target)
{
	struct buf parent = BUF_INIT;

	buf_puts(&parent, "events");
	if (target->event.length > 0)
		buf_printf(&parent, "/%s", target->series.bytes);
	store_sync_folder(parent.bytes);
	buf_release(&parent);
}

static int run(const struct renaming *it)
{
	instant now;

	if (cmd_now(&now) != 0 || cmd_enter_site() != 0)
		return EXIT_USAGE;
	if (check(it) != 0)
		return EXIT_FAILED;
	if (rename(it->from.bytes, it->to.bytes) != 0) {
		fail_on(it->to.bytes);
		return EXIT_FAILED;
	}
	sync_parent(&it->old);
	sync_parent(&it->new);
	puts(it->to.bytes);
	return revise_report(it->to.bytes, now);
}

static bool are_alike(const struct renaming *it)
{
	return (it->old.event.length > 0) == (it->new.event.length > 0);
}

int cmd_rename(int argc, char **argv)
{
	static const struct option none[] = {{NULL}};
	struct renaming it = {TARGET_INIT, TARGET_INIT, BUF_INIT, BUF_INIT};
	int status = EXIT_USAGE;

	if (getopt_long(argc, argv, "", none, NULL) != -1 ||
		argc - optind != 2 ||
		target_parse(&it.old, argv[optind]) != 0 ||
		target_parse(&it.new, argv[optind + 1]) != 0 ||
		!are_alike(&it)) {
		cmd_usage(USAGE_RENAME);
	} else {
		target_put_path(&it.from, &it.old);
		target_put_path(&it.to, &it.new);
		status = run(&it);
	}
	buf_release(&it.to);
	buf_release(&it.from);
	target_release(&it.new);
	target_release(&it.old);
	return status;
}
