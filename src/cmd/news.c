#include "cmd/news.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/diag_print.h"
#include "base/file.h"
#include "base/hash.h"
#include "cmd/building.h"
#include "cmd/cmd.h"
#include "store/store.h"
#include "base/banned.h"

#define TOLD_PATH INDEX_FOLDER "/told"
#define TOLD_MAGIC "dftold01"

/*
 * A day, less what two runs of the same minute may differ by: a failure that
 * lasts is told at the same time each day.
 */
enum { AGAIN = 24 * 60 * 60 - 60 };

/* The file: what was told last.  Numbers are those of the machine. */
struct told_file {
	char magic[sizeof(TOLD_MAGIC) - 1];
	uint64_t complaints; /* hash of what is wrong; 0: all is well */
	instant moment;
	uint64_t checksum; /* of all in front of it */
};

static uint64_t checksum_of(const struct told_file *told)
{
	return hash_bytes(told, offsetof(struct told_file, checksum));
}

/* Returns -1 when nothing is known of what was told. */
static int read_told(struct told_file *told)
{
	struct buf bytes = BUF_INIT;
	int result = -1;

	if (file_check_folders(TOLD_PATH) == 0 &&
		file_read(TOLD_PATH, sizeof(*told), &bytes) == 0 &&
		bytes.length == sizeof(*told)) {
		memcpy(told, bytes.bytes, sizeof(*told));
		if (memcmp(told->magic, TOLD_MAGIC, sizeof(told->magic)) == 0 &&
			told->checksum == checksum_of(told))
			result = 0;
	}
	buf_release(&bytes);
	return result;
}

/*
 * Written over what stands there, since that works on a full disk too, and
 * since a run that waited in vain for another one has no lock.
 */
static int write_told(const struct build *build, uint64_t complaints)
{
	struct told_file told = {
		.complaints = complaints, .moment = build->now};
	struct buf bytes = {(char *)&told, sizeof(told), 0};

	memcpy(told.magic, TOLD_MAGIC, sizeof(told.magic));
	told.checksum = checksum_of(&told);
	make_index_folder();
	return store_overwrite(TOLD_PATH, &bytes);
}

/*
 * What tells complaints from others.  The place in a record is none of it: a
 * line written in front of a mistake does not make another one of it.
 */
uint64_t news_hash(struct build *build, int status)
{
	const struct report *report = &build->report;
	struct buf text = BUF_INIT;
	uint64_t hash;
	size_t count;
	const struct complaint *complaints = diag_list(&build->diag, &count);

	if (status == EXIT_DONE)
		return 0;
	buf_printf(&text, "%d\n", status);
	for (size_t i = 0; i < report->failure_count; i++)
		buf_printf(&text, "%s\n", report->failures[i]);
	for (size_t i = 0; i < count; i++)
		if (complaints[i].severity == DIAG_ERROR)
			buf_printf(&text, "%s: %s\n", complaints[i].at.path,
				complaints[i].message);
	hash = hash_bytes(text.bytes, text.length);
	buf_release(&text);
	return hash;
}

/* Whether it is time to say the same again; a clock that went back tells no
 * time. */
static int is_due_again(
	const struct told_file *told, const struct build *build, int status)
{
	return build->now < told->moment ||
		(status == EXIT_FAILED && build->now >= told->moment + AGAIN);
}

static int says_nothing_new(const struct told_file *told,
	const struct build *build, uint64_t complaints, int status)
{
	return told->complaints == complaints &&
		(complaints == 0 || !is_due_again(told, build, status));
}

int news_are_told(const struct build *build, uint64_t complaints, int status)
{
	struct told_file told;

	return read_told(&told) == 0 &&
		says_nothing_new(&told, build, complaints, status);
}

/* Something about the site as a whole; whoever reads it may have several. */
static void say(const char *what)
{
	char *folder = getcwd(NULL, 0);

	fprintf(stderr, "dialogue-feeds: %s: %s\n", folder ? folder : ".",
		what);
	free(folder);
}

static void print_complaints(struct build *build, int status)
{
	const struct report *report = &build->report;

	say(status == EXIT_FAILED
			? "the build failed; this is said again when it "
			  "changes, or in a day\n"
			: "some records have errors, all else is published; "
			  "this is said again when it changes\n");
	for (size_t i = 0; i < report->failure_count; i++)
		fprintf(stderr, "dialogue-feeds: %s\n", report->failures[i]);
	diag_print(&build->diag, stderr, DIAG_ERROR, NULL, 0);
}

void news_print(struct build *build, int status)
{
	uint64_t complaints = news_hash(build, status);
	struct told_file told = {0};
	int is_known = read_told(&told) == 0;

	if (is_known && says_nothing_new(&told, build, complaints, status))
		return;
	if (complaints != 0)
		print_complaints(build, status);
	else if (is_known)
		say("all is well again");
	if (ferror(stderr) || write_told(build, complaints) == 0)
		return;
	if (complaints != 0 || is_known)
		fprintf(stderr,
			"dialogue-feeds: " TOLD_PATH ": %s; this is said again "
			"by the next run\n",
			strerror(errno));
}
