/*
 * A whole build with a record that may be anything, behind one that went well:
 * what was published stands, and the run ends in one of the ways it may.
 */
#include <assert.h>
#include <fcntl.h>
#include <ftw.h>
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "base/file.h"
#include "cmd/cmd.h"
#include "target.h"
#include "base/banned.h"

static const char *const kept[] = {"feeds/en/calendar-2026.ics",
	"feeds/en/releases-2026.atom", "feeds/ledger/talks.xml"};

enum { KEPT = sizeof(kept) / sizeof(*kept) };

static int remove_one(
	const char *path, const struct stat *status, int kind, struct FTW *at)
{
	(void)status;
	(void)kind;
	(void)at;
	return remove(path);
}

/* The lock of a run is let go by its end, so what it opened is closed here. */
static int build(void)
{
	char *arguments[] = {"dialogue-feeds", NULL};
	int lowest = open("/dev/null", O_RDONLY | O_CLOEXEC);
	int status;

	close(lowest);
	optind = 0;
	status = cmd_build(1, arguments);
	close_range((unsigned)lowest, ~0U, 0);
	return status;
}

/* The published files of a site without a fault. */
static void publish(struct buf files[KEPT])
{
	icalerror_set_errors_are_fatal(0);
	setenv("SOURCE_DATE_EPOCH", "1769904000", 1);
	target_write_sound_site();
	assert(build() == EXIT_DONE);
	for (int i = 0; i < KEPT; i++)
		assert(file_read(kept[i], 1 << 20, &files[i]) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct buf files[KEPT] = {BUF_INIT, BUF_INIT, BUF_INIT};
	int status;

	target_enter();
	target_be_quiet();
	if (files[0].length == 0)
		publish(files);
	nftw("feeds", remove_one, 16, FTW_DEPTH | FTW_PHYS);
	nftw(".dialogue-feeds", remove_one, 16, FTW_DEPTH | FTW_PHYS);
	for (int i = 0; i < KEPT; i++)
		target_write(kept[i], files[i].bytes, files[i].length);
	target_write_site(bytes, size);
	status = build();
	assert(status == EXIT_DONE || status == EXIT_FAILED ||
		status == EXIT_RECORDS);
	return 0;
}
